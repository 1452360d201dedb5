import { type GkePool } from '../pools/pool';
import { type ManifestOptions, type Settings, settingsOf, type Team } from './options';
import { accelerators } from './pool-nodes';

/** As Kubernetes names namespaces, accounts and, in front of a name of ours, hosts: shorter than its 63. */
const NAME = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;
const EMAIL = /^[a-z][-a-z0-9]*@[-a-z0-9.]+\.gserviceaccount\.com$/;

/** What is wrong with pools and options, all of it; nothing when manifests can be made. */
export function manifestProblems(pools: readonly GkePool[], options: ManifestOptions = {}): string[] {
  const settings = settingsOf(options);
  return [
    ...(pools.length === 0 ? ['there is no pool on GKE: manifests are made for pools with on: gke'] : []),
    ...nameProblems(pools, settings),
    ...settings.teams.flatMap((team) => quotaProblems(team, pools)),
    ...pools.flatMap((pool) => sumProblems(pool, settings.teams)),
  ];
}

function nameProblems(pools: readonly GkePool[], settings: Settings): string[] {
  const { namespace, account, teams, googleServiceAccount: email } = settings;
  const names = teams.map(({ name }) => name);
  const named = [
    ['namespace', namespace],
    ['account', account],
    ...names.map((name) => ['team', name]),
    ...pools.map(({ name }) => ['pool', name]),
  ];
  return [
    ...named
      .filter(([, name]) => !NAME.test(name!))
      .map(
        ([what, name]) =>
          `${what} "${name}" is not a name of at most 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen`,
      ),
    ...(names.length === 0 ? ['there is no team: leave teams out for one queue with everything'] : []),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `team "${name}" is there twice`),
    ...(email === undefined || EMAIL.test(email) ? [] : [`"${email}" is not the address of a service account`]),
  ];
}

function quotaProblems({ name, quotas = {} }: Team, pools: readonly GkePool[]): string[] {
  const known = pools.map((pool) => pool.name);
  return Object.entries(quotas).flatMap(([pool, quota]) => [
    ...(known.includes(pool) ? [] : [`team "${name}" has a quota of pool "${pool}": there are ${known.join(', ')}`]),
    ...(Number.isInteger(quota) && quota >= 0
      ? []
      : [`team "${name}": ${quota} accelerators of "${pool}": a whole number`]),
  ]);
}

function sumProblems(pool: GkePool, teams: readonly Team[]): string[] {
  const sum = teams.reduce((total, { quotas }) => total + (quotas?.[pool.name] ?? 0), 0);
  const most = accelerators(pool);
  return sum > most ? [`pool "${pool.name}" has at most ${most} accelerators, its teams are promised ${sum}`] : [];
}
