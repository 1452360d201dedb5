import { type TerraformStack } from 'cdktf';
import { type Environment } from '../../../constructs/core/environment';
import { ArtifactStore } from '../../../constructs/patterns/artifact-store';
import { ContinuousTraining, type ContinuousTrainingProps } from '../../../constructs/patterns/continuous-training';
import { DataStores } from '../../../constructs/patterns/data-stores';
import { Foundation } from '../../../constructs/patterns/foundation';
import { PipelineRuntime, type PipelineRuntimeProps } from '../../../constructs/patterns/pipeline-runtime';
import { ServiceMonitoring } from '../../../constructs/patterns/service-monitoring';
import { type Template, testEnvironment } from '../../../testing';
import { readableTemplate } from '../../support/readable';

/** What pipelines and what starts them stand on, with ids as in the blueprints. */
export function foundationOf(stack: TerraformStack, environment: Environment = testEnvironment(), cmek = false) {
  const capabilities = [DataStores, ArtifactStore, PipelineRuntime, ContinuousTraining, ServiceMonitoring];
  const foundation = new Foundation(stack, 'Foundation', {
    environment,
    services: [...capabilities.flatMap(({ INFO }) => INFO.services), ...ContinuousTraining.servicesOf(environment)],
    people: { dataScientists: [], mlEngineers: [], viewers: [] },
    customerManagedKeys: cmek,
    auditDataAccessOf: [],
    logRetentionDays: 30,
  });
  const stores = new DataStores(stack, 'DataStores', { environment, writers: [], accessLogs: foundation.accessLogs });
  const artifacts = new ArtifactStore(stack, 'ArtifactStore', { environment, writers: [] });
  return { environment, foundation, stores, artifacts };
}

type Platform = ReturnType<typeof foundationOf>;

export function runtimeOf(
  stack: TerraformStack,
  { environment, foundation, stores, artifacts }: Platform,
  props: Partial<PipelineRuntimeProps> = {},
): PipelineRuntime {
  const { services, network, accessLogs, trainingAccount } = foundation;
  return new PipelineRuntime(stack, 'PipelineRuntime', {
    environment,
    services,
    network,
    accessLogs,
    trainingAccount,
    templates: { 'tabular-training': 'pipelineInfo: {}\n' },
    reads: { buckets: [stores.dataBucket], datasets: [stores.datasets.raw] },
    writes: { buckets: [stores.modelBucket], datasets: [stores.datasets.features] },
    repositories: [artifacts.images, artifacts.packages],
    encryption: { storage: foundation.key('storage'), pubsub: foundation.key('pubsub') },
    ...props,
  });
}

export function trainingOf(
  stack: TerraformStack,
  { environment, foundation, stores }: Platform,
  runtime: PipelineRuntime,
  props: Partial<ContinuousTrainingProps> = {},
): ContinuousTraining {
  return new ContinuousTraining(stack, 'ContinuousTraining', {
    environment,
    services: foundation.services,
    runtime,
    dataBucket: stores.dataBucket,
    source: { fileName: 'retrain.zip', content: Uint8Array.from([1, 2, 3]) },
    entryPoint: 'retrain',
    routes: {
      version: 1,
      objects: [{ bucket: 'acme-data', prefix: 'incoming/orders/', models: ['churn'] }],
      tables: [{ table: 'acme-churn-dev.churn_dev_raw.orders', models: ['churn'] }],
    },
    publishers: ['group:ds@acme.com'],
    notify: { nobody: 'a test' },
    encryption: { pubsub: foundation.key('pubsub'), functions: foundation.key('functions') },
    ...props,
  });
}

const templates = new WeakMap<TerraformStack, Template>();

/** The readable template of a stack to which nothing is added any more: a platform takes long to synthesize. */
export function templateOf(stack: TerraformStack): Template {
  const template = templates.get(stack) ?? readableTemplate(stack);
  templates.set(stack, template);
  return template;
}
