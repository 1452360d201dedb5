import { type ModelConfig } from '../../config/schema';
import { type EncryptionKey } from '../../constructs/core/encryption';
import { type Notify } from '../../constructs/monitoring/notification-channel';
import { AlertChannels } from '../../constructs/patterns/alert-channels';
import { Foundation } from '../../constructs/patterns/foundation';
import { ModelAlerts } from '../../constructs/patterns/model-alerts';
import { ModelServing } from '../../constructs/patterns/model-serving';
import { buildersOf } from '../../constructs/patterns/people';
import { type ModelsStack } from '../models-stack';
import { addOutputs } from '../outputs';
import { type Settings } from '../settings';

/** The models of a group, served. */
export interface ServedModels {
  /** Channels of the group's alerts. */
  readonly channels: AlertChannels;
  readonly servings: readonly ModelServing[];
}

/**
 * Endpoint, serving account and alerts of each model of a group.
 *
 * @param deployers who deploys models besides people
 * @returns what was made, for higher levels to build on
 */
export function modelServing(
  stack: ModelsStack,
  models: Readonly<Record<string, ModelConfig>>,
  deployers: readonly string[] = [],
): ServedModels {
  const { settings } = stack;
  const key = settings.config.security.cmek ? Foundation.keyOf(settings.environment, 'vertexai') : undefined;
  const addresses = Object.values(models).flatMap((model) => addressesOf(settings, model));
  const channels = new AlertChannels(stack, 'Channels', { environment: settings.environment, addresses });
  const servings = Object.entries(models).map(([name, model]) => {
    const serving = serve(stack, name, model, { deployers, key });
    watch(stack, name, model, serving, channels);
    tell(stack, name, serving);
    return serving;
  });
  return { channels, servings };
}

function serve(
  stack: ModelsStack,
  name: string,
  model: ModelConfig,
  { deployers, key }: { deployers: readonly string[]; key?: EncryptionKey },
): ModelServing {
  const { serving, description } = model;
  return new ModelServing(stack, `Model-${name}`, {
    environment: stack.settings.environment,
    model: name,
    description,
    machine: serving.machine,
    replicas: serving.replicas,
    sampling: serving.requestLogging.sampling,
    callers: serving.callers,
    deployers: [...buildersOf(stack.settings.people), ...deployers],
    consumerProjects: serving.consumerProjects,
    encryptionKey: key,
  });
}

function watch(
  stack: ModelsStack,
  name: string,
  model: ModelConfig,
  serving: ModelServing,
  channels: AlertChannels,
): void {
  new ModelAlerts(stack, `Alerts-${name}`, {
    environment: stack.settings.environment,
    model: name,
    endpoint: serving.endpoint,
    machine: model.serving.machine,
    mostReplicas: model.serving.replicas[1],
    ...model.alerts,
    notify: notifyOf(stack.settings, model, channels),
  });
}

const NOBODY = 'no address is configured: neither alerts.notify nor the team of the model names one';

/** Who hears of the alerts of a model. */
export function notifyOf(settings: Settings, model: ModelConfig, channels: AlertChannels): Notify {
  const addresses = addressesOf(settings, model);
  return addresses.length > 0 ? channels.of(addresses) : { nobody: NOBODY };
}

/** The common addresses and those of the team that owns the model. */
function addressesOf({ config }: Settings, model: ModelConfig): string[] {
  const team = model.team === undefined ? [] : config.teams[model.team]!.notify;
  return [...new Set([...config.alerts.notify, ...team])];
}

function tell(stack: ModelsStack, name: string, serving: ModelServing): void {
  addOutputs(stack, {
    [`${name}-endpoint`]: { value: serving.endpoint.endpointName, description: `Endpoint of ${name}` },
    [`${name}-deploy`]: { value: serving.deployCommand, description: `Deploys a version of ${name} by hand` },
  });
}
