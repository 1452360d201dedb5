/** Labels that users choose beside those of the kit and of Google. */
import { type Finding } from '../source';
import { type ConfigPath } from '../problems';
import { entriesOf, rule } from './rule';

/** Labels that the kit sets on every resource. */
export const KIT_LABELS: readonly string[] = ['product', 'environment', 'managed-by', 'capability'];

/** https://cloud.google.com/resource-manager/docs/labels-overview */
const MAX_LABELS = 64;

type Labels = Readonly<Record<string, string | undefined>>;

export const labelKeysAreFree = rule(
  'No label key starts with `goog` or is one that the kit sets: `product`, `environment`, `managed-by`, `capability`.',
  (config) => [
    ...reserved(['labels'], config.labels),
    ...entriesOf(config.environments).flatMap(([name, { labels }]) =>
      reserved(['environments', name, 'labels'], labels),
    ),
  ],
);

function reserved(path: ConfigPath, labels: Labels = {}): Finding[] {
  const taken = Object.keys(labels).filter((key) => key.startsWith('goog') || KIT_LABELS.includes(key));
  return taken.map((key) => ({
    path: [...path, key],
    atKey: true,
    message: `this label is set by ${key.startsWith('goog') ? 'Google' : 'the kit'}`,
    allowed: `keys that do not start with goog, other than ${KIT_LABELS.join(', ')}`,
    fix: 'choose another key',
  }));
}

export const labelsFit = rule('An environment has at most 60 labels, the common ones included.', (config) =>
  entriesOf(config.environments).flatMap(([name, { labels }]) => {
    const count = new Set([...Object.keys(config.labels ?? {}), ...Object.keys(labels ?? {})]).size;
    const most = MAX_LABELS - KIT_LABELS.length;
    if (count <= most) return [];
    const path = Object.keys(labels ?? {}).length > 0 ? ['environments', name, 'labels'] : ['labels'];
    const message = `${count} labels in ${name}, with the common ones`;
    return [{ path, message, allowed: `at most ${most}`, fix: `remove ${count - most}` }];
  }),
);
