import { type Finding } from '../source';
import { type ConfigPath } from '../problems';
import { type Config } from '../schema';

/** A config of which parts may be missing, because they are wrong; what is there has the right type. */
export type Draft<T = Config> = T extends readonly (infer Item)[]
  ? readonly (Item | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> }
    : T;

export interface RuleContext {
  /** The level asked for on the command line, if any: it goes before the one in the file. */
  readonly level?: number;
  /** Whether the value at a path is wrong already, and therefore missing in the draft. */
  isWrong(path: ConfigPath): boolean;
}

/** One relation between values. All rules run, whatever others find. */
export interface Rule {
  /** What has to hold, as the reference page says it. */
  readonly says: string;
  find(config: Draft, context: RuleContext): Finding[];
}

export const rule = (says: string, find: Rule['find']): Rule => ({ says, find });

/** Entries of a mapping of which parts may be missing. */
export function entriesOf<Value>(
  mapping: { readonly [key: string]: Value | undefined } | undefined,
): [string, Value][] {
  return Object.entries(mapping ?? {}).filter((entry): entry is [string, Value] => entry[1] !== undefined);
}
