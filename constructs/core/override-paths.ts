/**
 * Why paths cannot be set on these arguments. Without this a wrong path makes arguments that Terraform does not know,
 * or nothing at all.
 */
export function problemsOfPaths(paths: readonly string[], current: unknown): string[] {
  const problems = paths.map((path) => problemOf(path, current)).filter((problem) => problem !== undefined);
  return [...problems, ...overlaps(paths)];
}

function problemOf(path: string, current: unknown): string | undefined {
  let value = current;
  const parts = path.split('.');
  if (parts.some((part) => part === '')) return `override "${path}": parts are joined by one full stop each`;
  for (const [depth, part] of parts.entries()) {
    const at = parts.slice(0, depth).join('.');
    const last = depth === parts.length - 1;
    const problem = Array.isArray(value) ? inList(value, part) : outsideList(value, part, last);
    if (problem) return `override "${path}": "${at}" ${problem}`;
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  return undefined;
}

function inList(list: readonly unknown[], part: string): string | undefined {
  const inside = isIndex(part) && Number(part) <= list.length;
  return inside ? undefined : `is a list of ${list.length}: give an index from 0 to ${list.length}, not "${part}"`;
}

function outsideList(value: unknown, part: string, last: boolean): string | undefined {
  if (value === undefined || value === null) return isIndex(part) ? 'is not there yet: give the whole list' : undefined;
  if (typeof value !== 'object') return `is ${JSON.stringify(value)}, which has no "${part}": set it as a whole`;
  return isIndex(part) && !last ? `is one block, not a list: leave out the "${part}"` : undefined;
}

const isIndex = (part: string) => /^\d+$/.test(part);

function overlaps(paths: readonly string[]): string[] {
  return paths.flatMap((outer) =>
    paths
      .filter((inner) => inner.startsWith(`${outer}.`))
      .map((inner) => `overrides "${outer}" and "${inner}" overlap: write the second into the value of the first`),
  );
}
