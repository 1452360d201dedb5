/** How commits are delivered, from level 2 on. */
import { type DeliveryConfig } from '../schema';
import { type Draft, entriesOf, rule, type RuleContext } from './rule';

const LEVEL = 2;

const isDelivered = ({ level }: Draft, context: RuleContext): boolean => (context.level ?? level ?? 0) >= LEVEL;

export const deliveryIsConfigured = rule('Level 2 needs `delivery`.', (config, context) => {
  if (!isDelivered(config, context) || config.delivery || context.isWrong(['delivery'])) return [];
  return [
    {
      path: ['level'],
      message: 'nothing says where level 2 builds and from which repository',
      given: context.level ?? config.level,
      allowed: 'level 2 beside delivery',
      fix: 'add delivery: { project: PROJECT }, or stay at level 1',
    },
  ];
});

export const deliveryHasItsProject = rule('`delivery.project` is none of the environments.', (config) => {
  const project = config.delivery?.project;
  const owner = entriesOf(config.environments).find(([, environment]) => environment.project === project);
  if (project === undefined || owner === undefined) return [];
  return [
    {
      path: ['delivery', 'project'],
      message: `${owner[0]} is in this project: whoever can change builds could act as what runs there`,
      given: project,
      allowed: 'a project for delivery alone',
      fix: 'name another project',
    },
  ];
});

export const workspaceRepositoryIsHosted = rule(
  '`delivery.repository.host` is `workspace` only when `workspace.source.host` is `secureSourceManager`.',
  ({ delivery, workspace }, context) => {
    const source = workspace?.source?.host;
    const unknown = context.isWrong(['workspace', 'source']) || context.isWrong(['delivery', 'repository']);
    if (unknown || delivery?.repository?.host !== 'workspace' || source === 'secureSourceManager') return [];
    return [
      {
        path: ['delivery', 'repository', 'host'],
        message: 'there is no Secure Source Manager repository in the workspace',
        given: 'workspace',
        allowed: 'workspace beside workspace.source.host secureSourceManager; or github, gitlab, bitbucket',
        fix: 'write workspace: { source: { host: secureSourceManager } }, or name the repository',
      },
    ];
  },
);

const HOST_OF = { githubActions: 'github', gitlabCi: 'gitlab' } as const;

export const builderIsOfTheHost = rule(
  '`delivery.builder` `githubActions` builds what is on `github`, `gitlabCi` what is on `gitlab`.',
  ({ delivery }) => {
    const { builder, repository } = delivery ?? {};
    if (builder === undefined || builder === 'cloudBuild') return [];
    const host = HOST_OF[builder];
    if (repository?.host === undefined || repository.host === host) return [];
    return [
      {
        path: ['delivery', 'builder'],
        message: `the repository is on ${repository.host}`,
        given: builder,
        allowed: `${builder} beside repository.host ${host}`,
        fix: `name a repository on ${host}, or remove "builder"`,
      },
    ];
  },
);

/** What Cloud Build connects by. */
const CONNECTS_BY = {
  workspace: [],
  github: ['appInstallationId', 'oauthTokenSecretVersion'],
  gitlab: ['apiTokenSecretVersion', 'readTokenSecretVersion', 'webhookSecretVersion'],
  bitbucket: ['apiTokenSecretVersion', 'readTokenSecretVersion', 'webhookSecretVersion'],
} as const satisfies Record<DeliveryConfig['repository']['host'], readonly string[]>;

const OTHERWISE: Readonly<Record<string, string>> = {
  github: ', or let githubActions build',
  gitlab: ', or let gitlabCi build',
};

export const connectionIsComplete = rule(
  'With the builder `cloudBuild`, `delivery.repository` has what Cloud Build connects by.',
  ({ delivery }, context) => {
    const { repository = {}, builder = 'cloudBuild' } = delivery ?? {};
    const { host } = repository;
    if (host === undefined || builder !== 'cloudBuild' || context.isWrong(['delivery', 'builder'])) return [];
    const given: Readonly<Record<string, unknown>> = repository;
    const isMissing = (key: string) => given[key] === undefined && !context.isWrong(['delivery', 'repository', key]);
    const missing = CONNECTS_BY[host].filter(isMissing).join(', ');
    if (missing === '') return [];
    return [
      {
        path: ['delivery', 'repository'],
        message: `Cloud Build cannot connect to ${host} without ${missing}`,
        allowed: `${CONNECTS_BY[host].join(', ')} beside host ${host}`,
        fix: `add ${missing}${OTHERWISE[host] ?? ''}`,
      },
    ];
  },
);

export const productionHasApprovers = rule(
  'With the builder `cloudBuild`, `delivery.approvers` names somebody when an environment is `production`.',
  ({ delivery, environments }, context) => {
    const { builder = 'cloudBuild', approvers = [] } = delivery ?? {};
    const production = entriesOf(environments).find(([, { stage }]) => stage === 'production');
    if (!delivery || !production || builder !== 'cloudBuild' || approvers.length > 0) return [];
    if (['approvers', 'builder'].some((key) => context.isWrong(['delivery', key]))) return [];
    return [
      {
        path: ['delivery'],
        message: `nobody can approve what goes to ${production[0]}`,
        allowed: 'at least one of approvers beside an environment of the stage production',
        fix: 'add approvers: [group:NAME@DOMAIN]',
      },
    ];
  },
);
