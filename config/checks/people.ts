/** Who owns what. */
import { type Finding } from '../source';
import { nearest, optionsText } from '../nearest';
import { type ConfigPath } from '../problems';
import { entriesOf, type Draft, rule } from './rule';

export const teamsExist = rule('The `team` of a model or a workbench is a key of `teams`.', (config, context) => {
  if (context.isWrong(['teams'])) return [];
  const models = entriesOf(config.models).map(([key, { team }]) => unknownTeam(config, ['models', key, 'team'], team));
  const workbenches = entriesOf(config.workspace?.workbenches).map(([key, { team }]) =>
    unknownTeam(config, ['workspace', 'workbenches', key, 'team'], team),
  );
  return [...models, ...workbenches].flat();
});

function unknownTeam(config: Draft, path: ConfigPath, team: string | undefined): Finding[] {
  const teams = Object.keys(config.teams ?? {});
  if (team === undefined || teams.includes(team)) return [];
  const alike = nearest(team, teams);
  const allowed = teams.length === 0 ? 'a key of teams, which has none' : `a key of teams: ${optionsText(teams, team)}`;
  const fix = alike === undefined ? `add "${team}" to teams, or remove this key` : `write "${alike}"`;
  return [{ path, given: team, allowed, fix }];
}

export const workbenchHasOneOwner = rule('A workbench has either an `owner` or a `team`.', (config, context) =>
  entriesOf(config.workspace?.workbenches).flatMap(([key, { owner, team }]) => {
    const path = ['workspace', 'workbenches', key];
    const wrong = context.isWrong([...path, 'owner']) || context.isWrong([...path, 'team']);
    if (wrong || (owner === undefined) !== (team === undefined)) return [];
    const message = owner === undefined ? 'nobody opens this workbench' : 'both "owner" and "team"';
    const fix = owner === undefined ? 'add owner: "user:..." or team: a key of teams' : 'remove one of the two';
    return [{ path, message, allowed: 'either "owner" or "team"', fix }];
  }),
);

export const workbenchOwnerIsOneAccount = rule('The `owner` of a workbench is one user or service account.', (config) =>
  entriesOf(config.workspace?.workbenches).flatMap(([key, { owner }]) => {
    if (owner === undefined || /^(user|serviceAccount):/.test(owner)) return [];
    const allowed = 'one account: "user:..." or "serviceAccount:..."';
    const fix = 'name one account, or make a team of the group and name it in "team"';
    return [{ path: ['workspace', 'workbenches', key, 'owner'], given: owner, allowed, fix }];
  }),
);
