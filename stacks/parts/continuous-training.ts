import { type Config } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { ContinuousTraining, type ContinuousTrainingProps } from '../../constructs/patterns/continuous-training';
import { type DataStores } from '../../constructs/patterns/data-stores';
import { type Foundation } from '../../constructs/patterns/foundation';
import { buildersOf } from '../../constructs/patterns/people';
import { type PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { type ServiceMonitoring } from '../../constructs/patterns/service-monitoring';
import { retrainArchive } from '../../functions/retrain/archive';
import { type PlatformStack } from '../platform-stack';
import { routesOf } from '../runs/routes';

interface Standing {
  readonly foundation: Foundation;
  readonly stores: DataStores;
  readonly monitoring: ServiceMonitoring;
  readonly runtime: PipelineRuntime;
}

export function continuousTraining(stack: PlatformStack, standing: Standing): ContinuousTraining {
  const { foundation, stores, monitoring, runtime } = standing;
  const { config, environment, people } = stack.settings;
  const { entryPoint, ...source } = retrainArchive();
  return new ContinuousTraining(stack, 'ContinuousTraining', {
    environment,
    services: foundation.services,
    runtime,
    dataBucket: stores.dataBucket,
    source,
    entryPoint,
    routes: routesOf(stack.settings),
    publishers: buildersOf(people),
    notify: monitoring.notify,
    encryption: { pubsub: foundation.key('pubsub'), functions: foundation.key('functions') },
    egress: egressOf(config.network, environment, foundation),
  });
}

/** A shared network is another project's: a connector cannot be made in it. */
function egressOf(
  { existing, functionsRange }: Config['network'],
  environment: Environment,
  { network }: Foundation,
): ContinuousTrainingProps['egress'] {
  return environment.private && !existing ? { network, range: functionsRange } : undefined;
}
