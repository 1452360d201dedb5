/** What an environment can hold, by its stage and region. */
import { SOURCE_MANAGER_REGIONS } from '../data/source-manager-regions';
import { zonesOf } from '../data/zones';
import { valueText } from '../explaining/value-text';
import { nearest, optionsText } from '../nearest';
import { entriesOf, rule } from './rule';

export const workbenchesHaveAnEnvironment = rule(
  'Workbenches need an environment whose `stage` is `experimentation`: that is where they are made.',
  (config, context) => {
    const environments = entriesOf(config.environments);
    const first = entriesOf(config.workspace?.workbenches)[0];
    const maybe = environments.some(([, { stage }]) => stage === undefined || stage === 'experimentation');
    if (first === undefined || maybe || context.isWrong(['environments'])) return [];
    return [
      {
        path: ['workspace', 'workbenches'],
        message: 'there is no environment to make workbenches in',
        allowed: 'workbenches when at least one environment has the stage experimentation',
        fix: 'add such an environment, or remove the workbenches',
      },
    ];
  },
);

export const workbenchZoneExists = rule(
  'The `zone` of a workbench exists in the region of each environment whose `stage` is `experimentation`.',
  (config) =>
    entriesOf(config.environments).flatMap(([name, { stage, region = config.region }]) => {
      if (stage !== 'experimentation' || region === undefined) return [];
      const zones = zonesOf(region);
      const misplaced = entriesOf(config.workspace?.workbenches).filter(
        ([, { zone }]) => zone && !zones.includes(zone),
      );
      return misplaced.map(([key, { zone }]) => ({
        path: ['workspace', 'workbenches', key, 'zone'],
        message: `${region}, the region of ${name}, has no such zone`,
        given: zone,
        allowed: zones.join(', '),
        fix: `write "${zones[0]}"`,
      }));
    }),
);

export const productionIsNotEphemeral = rule(
  'An environment whose `stage` is `production` is not `ephemeral`.',
  (config) =>
    entriesOf(config.environments).flatMap(([name, { stage, ephemeral }]) => {
      if (stage !== 'production' || ephemeral === undefined) return [];
      return [
        {
          path: ['environments', name, 'ephemeral'],
          atKey: true,
          message: 'an environment for production can not be ephemeral',
          allowed: 'ephemeral in the stages experimentation and staging',
          fix: 'remove "ephemeral", or change the stage',
        },
      ];
    }),
);

export const subnetworkIsInRegion = rule(
  '`network.existing.subnetwork` is in the region of every environment.',
  (config) => {
    const existing = config.network?.existing?.subnetwork;
    const region = existing?.split('/')[3];
    const elsewhere = entriesOf(config.environments)
      .map(([name, environment]) => ({ name, region: environment.region ?? config.region }))
      .filter((environment) => environment.region !== undefined && environment.region !== region);
    if (existing === undefined || elsewhere.length === 0) return [];
    const where = elsewhere.map((environment) => `${environment.name} is in ${environment.region}`).join(', ');
    const path = ['network', 'existing', 'subnetwork'];
    const allowed = 'a subnet in the region of every environment';
    const fix = `name a subnet in ${elsewhere[0]?.region}, or set the region to ${valueText(region)}`;
    return [{ path, message: `the subnet is in ${region}, but ${where}`, allowed, fix }];
  },
);

export const projectsAreNotShared = rule('No two environments share a project.', (config) => {
  const owners = new Map<string, string>();
  return entriesOf(config.environments).flatMap(([name, { project }]) => {
    const owner = project === undefined ? undefined : owners.get(project);
    if (project !== undefined && owner === undefined) owners.set(project, name);
    if (owner === undefined) return [];
    return [
      {
        path: ['environments', name, 'project'],
        message: `${owner} is in this project already: audit logs, agents and the metadata store are one a project`,
        given: project,
        allowed: 'a project for each environment',
        fix: 'name another project',
      },
    ];
  });
});

export const sourceManagerIsInRegion = rule(
  '`workspace.source.host` is `secureSourceManager` only where Google offers it, in the region of the first environment for experiments.',
  ({ environments, region: common, workspace }) => {
    if (workspace?.source?.host !== 'secureSourceManager') return [];
    const all = entriesOf(environments);
    const [name, home] = all.find(([, { stage }]) => stage === 'experimentation') ?? all[0] ?? [];
    const region = home?.region ?? common;
    if (region === undefined || SOURCE_MANAGER_REGIONS.includes(region)) return [];
    return [
      {
        path: ['workspace', 'source', 'host'],
        message: `Secure Source Manager is not offered in ${region}, the region of ${name}`,
        allowed: `secureSourceManager in ${optionsText([...SOURCE_MANAGER_REGIONS], region)}`,
        fix: `use github, gitlab or none, or the region ${nearest(region, SOURCE_MANAGER_REGIONS) ?? SOURCE_MANAGER_REGIONS[0]}`,
      },
    ];
  },
);
