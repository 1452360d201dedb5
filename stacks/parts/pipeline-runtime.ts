import { type ArtifactStore } from '../../constructs/patterns/artifact-store';
import { type DataStores } from '../../constructs/patterns/data-stores';
import { type Foundation } from '../../constructs/patterns/foundation';
import { buildersOf } from '../../constructs/patterns/people';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { type PlatformStack } from '../platform-stack';
import { runsOfAll } from '../runs/model-runs';
import { type PipelineTemplates } from '../runs/templates';

export function pipelineRuntime(
  stack: PlatformStack,
  { foundation, stores, artifacts }: { foundation: Foundation; stores: DataStores; artifacts: ArtifactStore },
): PipelineRuntime {
  const { config, environment, people, templates } = stack.settings;
  const { raw, features, predictions } = stores.datasets;
  return new PipelineRuntime(stack, 'PipelineRuntime', {
    environment,
    services: foundation.services,
    network: foundation.network,
    accessLogs: foundation.accessLogs,
    templates: templatesOf(config, templates),
    encryption: { storage: foundation.key('storage'), pubsub: foundation.key('pubsub') },
    reads: { buckets: [stores.dataBucket], datasets: [raw] },
    writes: { buckets: [stores.modelBucket], datasets: [features, predictions] },
    repositories: [artifacts.images, artifacts.packages, artifacts.pipelineTemplates],
    trainingAccount: foundation.trainingAccount,
    readers: buildersOf(people),
    keepRunsDays: config.pipelines.keepRunsDays,
  });
}

/** The pipelines of all models, by name. */
function templatesOf(config: PlatformStack['settings']['config'], templates: PipelineTemplates) {
  const used = runsOfAll(config).map(({ pipeline }) => templates.of(pipeline));
  return Object.fromEntries(used.map(({ name, yaml }) => [name, yaml]));
}
