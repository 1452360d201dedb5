/**
 * A step as people call it: `before-notify/challenger-wins/register` is `register`, and in loops the rounds are added,
 * as in `train [2]`. Groups (conditions, exit handlers) are left out: builders refuse two tasks of one name.
 */
export function shortStep(path: string): string {
  const parts = path.split('/');
  const rounds = parts.flatMap((part) => /-iteration-(\d+)$/.exec(part)?.[1] ?? []);
  const name = parts.at(-1)!.replace(/-iteration-\d+$/, '');
  return rounds.length > 0 ? `${name} [${rounds.join(', ')}]` : name;
}
