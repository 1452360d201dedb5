import { type Team } from './options';

/** Accelerators of a pool that are a team's own: as it says, or an equal part; what is left over goes to the first ones. */
export function quotaOf(team: number, pool: string, total: number, teams: readonly Team[]): number {
  const asked = teams[team]!.quotas;
  if (asked !== undefined) return asked[pool] ?? 0;
  const given = teams.reduce((sum, { quotas }) => sum + (quotas?.[pool] ?? 0), 0);
  const sharing = teams.flatMap(({ quotas }, index) => (quotas === undefined ? [index] : []));
  const left = Math.max(0, total - given);
  return Math.floor(left / sharing.length) + (sharing.indexOf(team) < left % sharing.length ? 1 : 0);
}
