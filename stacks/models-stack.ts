import { type Construct } from 'constructs';
import { addGoogleProviders } from '../constructs/core/google-providers';
import { KitStack } from '../constructs/core/kit-stack';
import { type Config, type ModelConfig } from '../config/schema';
import { type Settings, stateLocation } from './settings';

/** A group of models in one environment. A thousand models are many small states, not one. */
export class ModelsStack extends KitStack {
  constructor(
    scope: Construct,
    readonly settings: Settings,
    readonly group: string,
  ) {
    const id = ModelsStack.idOf(settings.environment.name, group);
    super(scope, id, { state: stateLocation(settings.config, id), labels: settings.labels });
    addGoogleProviders(this, settings.environment);
  }

  /** Part of the state's path: never changes. */
  static idOf(environment: string, group: string): string {
    return `models-${environment}-${group}`;
  }
}

/** The group of a model: its own word, its team, or the common one. */
export const groupOf = (model: ModelConfig): string => model.group ?? model.team ?? 'default';

/** Models by group, groups and models in the order of the file. */
export function modelsByGroup(config: Config): Map<string, Record<string, ModelConfig>> {
  const groups = new Map<string, Record<string, ModelConfig>>();
  for (const [key, model] of Object.entries(config.models)) {
    const group = groupOf(model);
    groups.set(group, { ...groups.get(group), [key]: model });
  }
  return groups;
}
