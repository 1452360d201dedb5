/** A configuration with and without what is decided once and for all: private networking and keys of its own. */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

export interface OptionSet {
  readonly options: string;
  readonly private: boolean;
  readonly cmek: boolean;
}

export const OPTION_SETS: readonly OptionSet[] = [
  { options: 'neither private nor keys', private: false, cmek: false },
  { options: 'private', private: true, cmek: false },
  { options: 'keys of its own', private: false, cmek: true },
  { options: 'private, with keys of its own', private: true, cmek: true },
];

/**
 * The option sets that a shipped configuration is walked through with. The default takes them all; of the others each
 * takes its own and one more in turn, so that each set meets several configurations: a walk of all takes CI over an hour.
 */
export function optionSetsOf(file: string, turn: number): readonly OptionSet[] {
  if (turn === 0) return OPTION_SETS;
  const { security } = parseDocument(readFileSync(file, 'utf8')).toJS() as { security?: Partial<OptionSet> };
  const isOwn = (set: OptionSet) =>
    set.private === (security?.private ?? false) && set.cmek === (security?.cmek ?? false);
  const others = OPTION_SETS.filter((set) => !isOwn(set));
  return [...OPTION_SETS.filter(isOwn), others[turn % others.length]!];
}

/** The configuration with these options, and with what goes with them. */
export function withOptions(file: string, options: OptionSet): string {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(['security', 'private'], options.private);
  document.setIn(['security', 'cmek'], options.cmek);
  const { models = {}, featureStore } = document.toJS() as {
    models?: Record<string, { serving?: object }>;
    featureStore?: { online?: object };
  };
  if (!options.private)
    for (const [name, model] of Object.entries(models))
      if (model.serving) document.deleteIn(['models', name, 'serving', 'consumerProjects']);
  if (options.cmek && featureStore?.online)
    document.setIn(['featureStore', 'online', 'googleManagedKey'], { reason: 'features are derived and short-lived' });
  return document.toString();
}
