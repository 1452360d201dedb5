import { basename } from 'node:path';
import { type Config } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { Repository } from '../../constructs/artifact-registry/repository';
import { type DeliveryRepository } from '../../constructs/patterns/delivery-options';
import { type Build } from '../../delivery/build';
import { modelsByGroup, ModelsStack } from '../models-stack';
import { PlatformStack } from '../platform-stack';
import { environmentsOf } from '../settings';
import { deliveryEnvironment, deliveryOf } from './environment';
import { deliveryRepository } from './repository';

/** Where a copy of the kit has its configuration. */
const CONFIG_FILE = 'mlops.yaml';

/** What the notice of a registered model says, as a trigger on messages reads it. */
const noticed = (attribute: string): string => `$(body.message.attributes.${attribute})`;

const noticedModel = { _MODEL: noticed('model'), _MODEL_STATE: noticed('state') };

/** The model whose pipeline a pull request tries: the first of the file. A compiled pipeline is named like its file. */
function triedModel({ models }: Config): Readonly<Record<string, string>> {
  const [first] = Object.entries(models);
  if (!first) return {};
  const [key, { pipeline }] = first;
  return { _MODEL: key, _PIPELINE: basename(pipeline).replace(/\.ya?ml$/, '') };
}

/** What a build is told, by the names that builds declare. */
function values(config: Config, environment: Environment): Readonly<Record<string, string>> {
  const delivery = deliveryEnvironment(config);
  const { builder, commentTokenSecretVersion } = deliveryOf(config);
  const pushed = (format: 'DOCKER' | 'PYTHON', purpose: string) =>
    Repository.uriOf({ ...delivery, format, repositoryId: delivery.naming.name('repository', purpose) });
  return {
    _CONFIG: CONFIG_FILE,
    _ENVIRONMENT: environment.name,
    _ENVIRONMENT_PROJECT: environment.project,
    _REGION: environment.region,
    _IMAGES: pushed('DOCKER', 'images'),
    _PACKAGES: `${pushed('PYTHON', 'packages')}/`,
    _TEMPLATE_REPOSITORIES: environmentsOf(config).map(templateRepository).join(' '),
    _STACKS: stacksOf(config, environment).join(' '),
    ...(builder === 'cloudBuild' && {
      _PULL_REQUESTS: pullRequestsOf(deliveryRepository(config)),
      _COMMENT_SECRET: commentTokenSecretVersion ?? '',
    }),
  };
}

/** The address of all pull requests in the host's API, as delivery/tasks/comment.sh takes it. */
function pullRequestsOf(repository: DeliveryRepository): string {
  if (repository.host === 'secureSourceManager') {
    const { project, location, repositoryId } = repository;
    return `https://securesourcemanager.googleapis.com/v1/projects/${project}/locations/${location}/repositories/${repositoryId}/pullRequests`;
  }
  const { origin, pathname } = new URL(repository.remoteUri);
  const path = pathname.slice(1).replace(/\.git$/, '');
  switch (repository.host) {
    case 'github':
      return `https://api.github.com/repos/${path}/issues`;
    case 'gitlab':
      return `${origin}/api/v4/projects/${encodeURIComponent(path)}/merge_requests`;
    case 'bitbucket':
      return `https://api.bitbucket.org/2.0/repositories/${path}/pullrequests`;
  }
}

const templateRepository = ({ project, region, naming }: Environment): string =>
  `https://${Repository.uriOf({ project, region, format: 'KFP', repositoryId: naming.name('repository', 'pipelines') })}`;

/** The stacks of an environment, in the order of their deployment. */
export const stacksOf = (config: Config, { name }: Environment): string[] => [
  PlatformStack.idOf(name),
  ...[...modelsByGroup(config).keys()].map((group) => ModelsStack.idOf(name, group)),
];

/** What a trigger tells a build: the values of all that the build declares and the configuration knows. */
export function substitutionsFor(config: Config, environment: Environment, build: Build): Record<string, string> {
  const declared = Object.keys(build.substitutions ?? {});
  const isNoticed = declared.includes('_MODEL_STATE');
  const known: Readonly<Record<string, string>> = {
    ...values(config, environment),
    ...(isNoticed ? noticedModel : triedModel(config)),
  };
  return Object.fromEntries(declared.filter((name) => name in known).map((name) => [name, known[name]!]));
}
