import { type Moved, type TerraformStackJson } from './terraform-stack';

/** Where resources go, by their old address. */
export type Moves = ReadonlyMap<string, string>;

/**
 * The `moved` blocks of a stack that Terraform would act on: from an address that was there, also over several blocks,
 * to one that is there now and was not taken before.
 */
export function movesBetween(before: TerraformStackJson, after: TerraformStackJson): Moves {
  const next = new Map(after.moved.map(({ from, to }: Moved) => [from, to]));
  const moves = new Map<string, string>();
  for (const from of next.keys()) {
    const to = endOf(from, next);
    const sameType = before.resources.get(from)?.type === after.resources.get(to)?.type;
    const isFree = !before.resources.has(to) && ![...moves.values()].includes(to);
    if (before.resources.has(from) && !after.resources.has(from) && sameType && isFree) moves.set(from, to);
  }
  return moves;
}

function endOf(from: string, next: ReadonlyMap<string, string>): string {
  const seen = new Set([from]);
  let at = from;
  for (let to = next.get(at); to !== undefined && !seen.has(to); to = next.get(at)) {
    seen.add(to);
    at = to;
  }
  return at;
}
