import { type Grant, keyOf, type RolePermission } from './grant';
import { type LevelGrants } from './levels';
import { ACCOUNTS } from './reasons/accounts';
import { AGENTS } from './reasons/agents';
import { PEOPLE } from './reasons/people';
import { type HolderReasons, type Reason } from './reasons/reason';
import { ROLES } from './reasons/roles';

/** One line of a table: a role or a permission, why it is given, and from which level on. */
export interface Line {
  readonly what: string;
  readonly reason: Reason;
  readonly level: number;
}

/** The lines of one holder, or of one role. */
export interface Explained {
  readonly title: string;
  readonly is: string;
  readonly lines: readonly Line[];
}

export interface Explanation {
  readonly accounts: readonly Explained[];
  readonly agents: readonly Explained[];
  readonly people: readonly Explained[];
  readonly roles: readonly Explained[];
  /** Grants and permissions that nothing explains, and explanations of what is never granted. */
  readonly problems: readonly string[];
}

/** What `access` in the configuration adds is explained there, by whoever added it. */
const ASKED_FOR = 'whoever `access` names';

/** Puts a reason to everything that is granted. */
export function explain(levels: readonly LevelGrants[]): Explanation {
  const grants = firstLevels(levels, ({ grants }) => grants.map(grantKey));
  const permissions = firstLevels(levels, ({ permissions }) => permissions.map(permissionKey));
  const holders = [...ACCOUNTS, ...AGENTS, ...PEOPLE];
  const reasons = new Map(holders.flatMap(({ holder, grants }) => keysOf(holder, grants)));
  const roles = new Map(Object.entries(ROLES).flatMap(([role, given]) => keysOf(role, given)));
  const explained = ({ holder, is, grants: given }: HolderReasons): Explained => ({
    title: holder.replace(/^(account|agent) (.+)$/, '`$2`'),
    is,
    lines: linesOf(keysOf(holder, given), grants),
  });
  return {
    accounts: ACCOUNTS.map(explained),
    agents: AGENTS.map(explained),
    people: PEOPLE.map(explained),
    roles: Object.entries(ROLES).map(([role, given]) => ({
      title: `\`${role}\``,
      is: '',
      lines: linesOf(keysOf(role, given), permissions),
    })),
    problems: [...problemsOf('grant', grants, reasons), ...problemsOf('permission', permissions, roles)],
  };
}

const grantKey = (grant: Grant) => `${grant.holder}: ${keyOf(grant)}`;
const permissionKey = ({ role, permission }: RolePermission) => `${role}: ${permission}`;

/** The lowest level at which each thing is given. */
function firstLevels(levels: readonly LevelGrants[], keys: (level: LevelGrants) => string[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const level of levels)
    for (const key of keys(level)) if (!first.has(key) && !key.startsWith(ASKED_FOR)) first.set(key, level.level);
  return first;
}

/** `ROLE on TARGET | TARGET` stands for several. */
function keysOf(holder: string, given: Readonly<Record<string, Reason>>): [string, Reason][] {
  return Object.entries(given).flatMap(([written, reason]) => {
    const [role, targets] = written.split(' on ') as [string, string | undefined];
    if (targets === undefined) return [[`${holder}: ${role}`, reason] as [string, Reason]];
    return targets.split(' | ').map((on): [string, Reason] => [`${holder}: ${role} on ${on}`, reason]);
  });
}

const linesOf = (reasons: readonly [string, Reason][], given: ReadonlyMap<string, number>): Line[] =>
  reasons.flatMap(([key, reason]) => {
    const level = given.get(key);
    return level === undefined ? [] : [{ what: key.slice(key.indexOf(': ') + 2), reason, level }];
  });

function problemsOf(kind: string, given: ReadonlyMap<string, number>, reasons: ReadonlyMap<string, Reason>): string[] {
  const unexplained = [...given.keys()].filter((key) => !reasons.has(key));
  const unused = [...reasons.keys()].filter((key) => !given.has(key));
  return [
    ...unexplained.map((key) => `${kind} without a reason: ${key}`),
    ...unused.map((key) => `reason without a ${kind}: ${key}`),
  ];
}
