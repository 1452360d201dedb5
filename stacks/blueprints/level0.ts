import { ArtifactStore } from '../../constructs/patterns/artifact-store';
import { DataStores } from '../../constructs/patterns/data-stores';
import { ExperimentWorkspace } from '../../constructs/patterns/experiment-workspace';
import { Foundation } from '../../constructs/patterns/foundation';
import { ModelServing } from '../../constructs/patterns/model-serving';
import { PredictorRole } from '../../constructs/patterns/predictor-role';
import { ServiceMonitoring } from '../../constructs/patterns/service-monitoring';
import { TrainingPools } from '../../constructs/patterns/training-pools';
import { artifactStore } from '../parts/artifact-store';
import { dataStores } from '../parts/data-stores';
import { experimentWorkspace, sourceServicesOf } from '../parts/experiment-workspace';
import { foundation as newFoundation } from '../parts/foundation';
import { modelServing } from '../parts/model-serving';
import { serviceMonitoring } from '../parts/service-monitoring';
import { trainingPools, trainingServicesOf } from '../parts/training-pools';
import { platformOutputs } from '../parts/platform-outputs';
import { type PlatformStack } from '../platform-stack';
import { type Blueprint } from './blueprint';

const CAPABILITIES = [
  Foundation.INFO,
  DataStores.INFO,
  ArtifactStore.INFO,
  ExperimentWorkspace.INFO,
  ModelServing.INFO,
  ServiceMonitoring.INFO,
  TrainingPools.INFO,
];
const SERVICES = CAPABILITIES.flatMap((capability) => capability.services);

/** What level 0 makes in the platform stack: what higher levels build on. */
export interface Level0Platform {
  readonly foundation: Foundation;
  readonly stores: DataStores;
  readonly artifacts: ArtifactStore;
  readonly workspace: ExperimentWorkspace;
  readonly monitoring: ServiceMonitoring;
}

/** @param services APIs of the capabilities of higher levels */
export function platformOfLevel0(stack: PlatformStack, services: readonly string[] = []): Level0Platform {
  const { settings } = stack;
  const foundation = newFoundation(stack, [
    ...SERVICES,
    ...sourceServicesOf(settings),
    ...trainingServicesOf(settings),
    ...services,
  ]);
  const stores = dataStores(stack, foundation);
  const artifacts = artifactStore(stack, foundation);
  const workspace = experimentWorkspace(stack, { foundation, stores, artifacts });
  new PredictorRole(stack, 'PredictorRole', settings);
  const monitoring = serviceMonitoring(stack);
  trainingPools(stack, { foundation, artifacts });
  platformOutputs(stack, { stores, artifacts, workspace });
  return { foundation, stores, artifacts, workspace, monitoring };
}

/** Level 0, the manual process: everything a team needs to experiment, to keep what it made, and to serve it by hand. */
export const level0: Blueprint = {
  level: 0,
  title: 'Manual process',
  capabilities: CAPABILITIES,
  platform: (stack) => void platformOfLevel0(stack),
  models: (stack, models) => void modelServing(stack, models),
};
