import { type ArtifactStore } from '../../constructs/patterns/artifact-store';
import { type Foundation } from '../../constructs/patterns/foundation';
import { TrainingPools } from '../../constructs/patterns/training-pools';
import { type PlatformStack } from '../platform-stack';
import { poolsOf } from '../pools';
import { type Settings } from '../settings';

/** Nodes and TPU VMs, when the environment has pools of them. */
export function trainingPools(
  stack: PlatformStack,
  { foundation, artifacts }: { foundation: Foundation; artifacts: ArtifactStore },
): TrainingPools | undefined {
  const { config, environment } = stack.settings;
  const pools = poolsOf(stack.settings).filter(({ on }) => on !== 'vertex');
  if (pools.length === 0) return undefined;
  return new TrainingPools(stack, 'TrainingPools', {
    environment,
    network: foundation.network,
    pools,
    ranges: config.training.cluster,
    trainingAccount: foundation.trainingAccount,
    images: [artifacts.images],
    encryptionKey: foundation.key('gke'),
  });
}

/** APIs of the pools of an environment. */
export const trainingServicesOf = (settings: Settings): string[] => TrainingPools.servicesOf(poolsOf(settings));
