import { App, TerraformStack } from 'cdktf';
import { type Config } from '../config/schema';
import { refuseSharedNames } from '../constructs/core/physical-names';
import { type Blueprint } from './blueprints/blueprint';
import { blueprintOf } from './blueprints/catalogue';
import { DeliveryStack } from './delivery-stack';
import { ModelsStack, modelsByGroup } from './models-stack';
import { PlatformStack } from './platform-stack';
import { type PipelineTemplates } from './runs/templates';
import { settingsOf } from './settings';
import { StateStack } from './state-stack';

/**
 * All stacks of a configuration, in the order in which they are deployed: `state`, then `platform` of each
 * environment, then its groups of models, and `delivery` when the level has it. Stacks know of each other by names from
 * the naming table, not by state.
 *
 * @throws ValidationError when two resources would get one physical name
 */
export function mlopsApp(config: Config, templates: PipelineTemplates, outdir: string): App {
  const app = new App({ outdir });
  const blueprint = blueprintOf(config.level);
  const state = config.state.bucket === undefined ? undefined : new StateStack(app, config, config.state.bucket);
  addEnvironments(app, config, templates, blueprint, state);
  if (blueprint.delivery) addDelivery(app, config, blueprint.delivery);
  refuseSharedNames(app);
  return app;
}

/** `platform` of each environment and its groups of models, as a level makes them. */
export function addEnvironments(
  app: App,
  config: Config,
  templates: PipelineTemplates,
  blueprint: Blueprint,
  state?: StateStack,
): void {
  for (const name of Object.keys(config.environments)) {
    const settings = settingsOf(config, name, templates);
    const platform = new PlatformStack(app, settings);
    if (state) platform.addDependency(state);
    blueprint.platform(platform);
    for (const [group, models] of modelsByGroup(config)) {
      const stack = new ModelsStack(app, settings, group);
      stack.addDependency(platform);
      blueprint.models(stack, models);
    }
  }
}

function addDelivery(app: App, config: Config, fill: NonNullable<Blueprint['delivery']>): void {
  const deployed = stacksOf(app).filter((stack) => stack instanceof PlatformStack || stack instanceof ModelsStack);
  const stack = new DeliveryStack(app, config, deployed);
  for (const other of deployed) stack.addDependency(other);
  fill(stack);
}

/** The stacks of an app, in the order in which they are deployed. */
export const stacksOf = (app: App): TerraformStack[] => app.node.children.filter(TerraformStack.isStack);
