import { type Estate } from './estate';
import { type Item } from './item';
import { LEVEL_0 } from './items/level0';
import { LEVEL_1 } from './items/level1';
import { LEVEL_2 } from './items/level2';

/** What was found of an item. `optional` is what a level can do without, and is not there. */
export type Status = 'met' | 'missing' | 'optional' | 'unseen';

export interface AssessedItem extends Omit<Item, 'find'> {
  readonly status: Status;
  /** Addresses and files that show it. */
  readonly evidence: readonly string[];
  /** Why it cannot be seen here. */
  readonly unseen?: string;
}

export interface AssessedLevel {
  readonly level: number;
  readonly title: string;
  /** Nothing that it requires, and nothing that a lower level requires, is missing. */
  readonly met: boolean;
  readonly items: readonly AssessedItem[];
}

export interface Assessment {
  /** The highest level that is met; null when not even level 0 is. */
  readonly level: number | null;
  /** How many required items of met levels cannot be seen in what was given. */
  readonly unseen: number;
  readonly levels: readonly AssessedLevel[];
}

const LEVELS = [
  { level: 0, title: 'Manual process', items: LEVEL_0 },
  { level: 1, title: 'ML pipeline automation', items: LEVEL_1 },
  { level: 2, title: 'CI/CD pipeline automation', items: LEVEL_2 },
] as const;

/** Every item of every level. */
export const CHECKLIST: readonly Item[] = LEVELS.flatMap(({ items }) => items);

/** Which level an estate meets, and item by item what is there and what is missing. */
export function assess(estate: Estate): Assessment {
  const levels: AssessedLevel[] = [];
  for (const { level, title, items } of LEVELS) {
    const assessed = items.map((item) => assessItem(item, estate));
    const isComplete = assessed.every(({ status }) => status !== 'missing');
    levels.push({ level, title, met: isComplete && (levels.at(-1)?.met ?? true), items: assessed });
  }
  const met = levels.filter((level) => level.met);
  const unseen = met.flatMap(({ items }) => items.filter(({ status, required }) => required && status === 'unseen'));
  return { level: met.at(-1)?.level ?? null, unseen: unseen.length, levels };
}

function assessItem({ find, ...item }: Item, estate: Estate): AssessedItem {
  const { evidence, unseen } = find(estate);
  if (evidence.length > 0) return { ...item, status: 'met', evidence };
  if (unseen !== undefined && item.required) return { ...item, status: 'unseen', evidence, unseen };
  return { ...item, status: item.required ? 'missing' : 'optional', evidence };
}
