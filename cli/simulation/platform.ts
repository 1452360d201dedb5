import { type LoadedConfig } from '../../config/load';
import { type ModelConfig } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { type RunPlan } from '../../runs/plan';
import { type Purpose } from '../../runs/request';
import { type Routes } from '../../runs/routes';
import { checkedTemplates } from '../../stacks/runs/check-runs';
import { routesOf } from '../../stacks/runs/routes';
import { runPlan, schedulesOf } from '../../stacks/runs/run-plan';
import { settingsOf } from '../../stacks/settings';

/** What decides about runs in one environment, as it would be deployed. */
export interface SimulatedPlatform {
  readonly environment: Environment;
  /** First part of the ids of jobs. */
  readonly prefix: string;
  readonly routes: Routes;
  readonly plans: ReadonlyMap<string, RunPlan>;
  readonly schedules: readonly { model: string; purpose: Purpose; cron: string; timeZone: string }[];
  /** Why the alert of a model asks for nothing; undefined when it asks for a training. */
  readonly silent: (model: string) => string | undefined;
}

/**
 * The documents that Terraform would write for an environment.
 *
 * @throws ConfigError for pipelines or parameters that do not fit
 */
export function platformOf(loaded: LoadedConfig, name: string): SimulatedPlatform {
  const { config } = loaded;
  const settings = settingsOf(config, name, checkedTemplates(loaded));
  const models = Object.entries(config.models);
  return {
    environment: settings.environment,
    prefix: `${config.product}-${name}`,
    routes: routesOf(settings),
    plans: new Map(models.map(([key]) => [key, runPlan(settings, key, settings.templates)])),
    schedules: models.flatMap(([model, { retrain, monitoring }]) =>
      Object.entries(schedulesOf(retrain, monitoring)).map(([purpose, schedule]) => ({
        model,
        purpose: purpose as Purpose,
        ...schedule,
      })),
    ),
    silent: (model) => silence(config.models[model]!),
  };
}

function silence({ monitoring, retrain }: ModelConfig): string | undefined {
  if (!monitoring) return 'the model has no monitoring, so there is no such alert';
  return retrain.onDegradation ? undefined : 'retrain.onDegradation is off, so the alert asks for nothing';
}
