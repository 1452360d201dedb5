/**
 * Secure Source Manager starts builds of Cloud Build itself, as a file on the default branch says.
 * https://cloud.google.com/secure-source-manager/docs/triggers-file-schema
 */
import { needsRelay } from '../needs-relay';
import { type DeliveryTrigger, isOnTag } from '../triggers';
import { type DeliveryFacts, emailOf } from './facts';
import { filePattern } from './file-pattern';
import { RELAY_FILE, relayBuild, relaySubstitutions } from './relay';
import { TargetError } from './target-error';
import { type WrittenFile, writtenBuild, writtenYaml } from './written-file';

/** Where Secure Source Manager looks. */
export const TRIGGERS_FILE = '.cloudbuild/triggers.yaml';

/** One entry of the file. */
interface FileTrigger {
  readonly name: string;
  readonly project: string;
  readonly configFilePath: string;
  readonly eventType: 'push' | 'pull_request';
  readonly includedGitRefs: string;
  readonly includedFiles?: string;
  readonly ignoredFiles?: string;
  readonly serviceAccount: string;
  readonly disabled?: boolean;
  readonly substitutions?: Readonly<Record<string, string>>;
}

const ABOUT = [
  'Read from the default branch: whoever may write there decides what runs as which account, so protect that branch.',
  'What is built from a tag or waits for an approval is a trigger of Cloud Build, as is what a message starts: the relay tells it.',
];

/**
 * The triggers file, and the relay when a trigger needs it.
 *
 * @throws TargetError when the file cannot hold a trigger
 */
export function sourceManagerFiles(triggers: readonly DeliveryTrigger[], facts: DeliveryFacts): WrittenFile[] {
  const events = triggers.filter(({ event }) => !('message' in event));
  const relayed = events.filter(needsRelay);
  if (relayed.length > 0 && !facts.relay)
    throw new TargetError(HOST, [`there is no relay, and ${relayed.map(({ key }) => key).join(', ')} need it`]);
  const file = { triggers: events.map((trigger) => entry(trigger, facts)) };
  const triggersFile = { path: TRIGGERS_FILE, text: writtenYaml(file, ABOUT) };
  return relayed.length > 0
    ? [triggersFile, writtenBuild(RELAY_FILE, relayBuild(facts.relay!), RELAY_TITLE)]
    : [triggersFile];
}

const HOST = 'Secure Source Manager';
const RELAY_TITLE = 'Tells a trigger of Cloud Build what has happened in the repository.';

function entry(trigger: DeliveryTrigger, facts: DeliveryFacts): FileTrigger {
  const { key, file, account } = trigger;
  const byRelay = needsRelay(trigger);
  const { relay, project } = facts;
  const email = byRelay ? relay!.account : emailOf(facts, account);
  return {
    name: key,
    project,
    configFilePath: byRelay ? RELAY_FILE : file,
    ...eventOf(trigger),
    ...(!isOnTag(trigger) && filesOf(trigger)),
    serviceAccount: `projects/${project}/serviceAccounts/${email}`,
    ...withSubstitutions(byRelay ? relaySubstitutions(relay!) : trigger.substitutions),
  };
}

const filesOf = ({ includedFiles = [], ignoredFiles = [] }: DeliveryTrigger) => ({
  ...(includedFiles.length > 0 && { includedFiles: filePattern(includedFiles) }),
  ...(ignoredFiles.length > 0 && { ignoredFiles: filePattern(ignoredFiles) }),
});

const withSubstitutions = (substitutions: Readonly<Record<string, string>>) =>
  Object.keys(substitutions).length > 0 ? { substitutions } : {};

/**
 * A comment starts nothing here. A build that waits for one is listed, so that its account and values are on record,
 * and off: a maintainer starts it by `gcloud builds submit` (docs/delivery.md).
 */
function eventOf({ event }: DeliveryTrigger): Pick<FileTrigger, 'eventType' | 'includedGitRefs' | 'disabled'> {
  if ('pullRequest' in event) {
    const { branch, waitsForComment } = event.pullRequest;
    return {
      eventType: 'pull_request',
      includedGitRefs: reference('heads', branch),
      ...(waitsForComment && { disabled: true }),
    };
  }
  if ('message' in event) throw new Error('a triggers file has no messages');
  const { push } = event;
  const refs = 'tag' in push ? reference('tags', push.tag) : reference('heads', push.branch);
  return { eventType: 'push', includedGitRefs: refs };
}

/** Google's examples match short names, and its page says "Git references": both forms are taken. */
const reference = (kind: 'heads' | 'tags', name: string): string =>
  name.startsWith('^') ? `^(?:refs/${kind}/)?${name.slice(1)}` : name;
