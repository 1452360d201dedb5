import { type Config, type WorkbenchConfig } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { type ArtifactStore } from '../../constructs/patterns/artifact-store';
import { type DataStores } from '../../constructs/patterns/data-stores';
import { ExperimentWorkspace } from '../../constructs/patterns/experiment-workspace';
import { type Foundation } from '../../constructs/patterns/foundation';
import { buildersOf } from '../../constructs/patterns/people';
import { type Source, sourceServices } from '../../constructs/patterns/source-code';
import { type WorkbenchOptions } from '../../constructs/patterns/workbench';
import { type PlatformStack } from '../platform-stack';
import { homeOf, type Settings } from '../settings';

export function experimentWorkspace(
  stack: PlatformStack,
  { foundation, stores, artifacts }: { foundation: Foundation; stores: DataStores; artifacts: ArtifactStore },
): ExperimentWorkspace {
  const { config, environment, people } = stack.settings;
  return new ExperimentWorkspace(stack, 'ExperimentWorkspace', {
    environment,
    network: foundation.network,
    services: foundation.services,
    workbenches: workbenchesOf(config, environment),
    reads: [stores.datasets.predictions],
    writes: [
      ...[stores.dataBucket, stores.modelBucket, stores.datasets.raw, stores.datasets.features],
      ...[artifacts.images, artifacts.packages, artifacts.pipelineTemplates],
    ],
    tensorboard: config.workspace.tensorboard,
    source: sourceOf(stack.settings),
    developers: buildersOf(people),
    encryption: {
      vertexAi: foundation.key('vertexai'),
      workbench: foundation.key('workbench'),
      source: foundation.key('source'),
    },
  });
}

/** APIs that the source repository of an environment needs. */
export const sourceServicesOf = (settings: Settings): readonly string[] =>
  sourceServices(sourceOf(settings), settings.environment);

/** There is one source repository for all environments. */
const sourceOf = ({ config, environment }: Settings): Source =>
  environment.name === homeOf(config).name ? config.workspace.source : { host: 'none' };

/** The workbenches of an environment. */
export function workbenchesOf(config: Config, environment: Environment): Record<string, WorkbenchOptions> {
  if (environment.stage !== 'experimentation') return {};
  return Object.fromEntries(
    Object.entries(config.workspace.workbenches).map(([key, workbench]) => [key, optionsOf(workbench, config)]),
  );
}

function optionsOf({ team, ...options }: WorkbenchConfig, config: Config): WorkbenchOptions {
  return { ...options, users: team === undefined ? undefined : config.teams[team]!.members };
}
