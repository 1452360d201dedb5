import { type App, TerraformResource, type TerraformStack } from 'cdktf';
import { type Config } from '../config/schema';
import { stacksOf } from '../stacks/mlops-app';
import { ModelsStack } from '../stacks/models-stack';
import { PlatformStack } from '../stacks/platform-stack';
import { type Where } from './line';

export type Attributes = Readonly<Record<string, unknown>>;

/** One resource, with what Terraform is told of it. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly attributes: Attributes;
  readonly where: Where;
  readonly region: string;
}

/** Every resource of an app, in the order of deployment. */
export const madeBy = (app: App, config: Config): Made[] => stacksOf(app).flatMap((stack) => madeIn(stack, config));

function madeIn(stack: TerraformStack, config: Config): Made[] {
  const owned = stack instanceof PlatformStack || stack instanceof ModelsStack ? stack.settings.environment : undefined;
  const environment = owned?.name ?? stack.node.id;
  const written = (stack.toTerraform() as Written).resource ?? {};
  return stack.node
    .findAll()
    .filter(TerraformResource.isTerraformResource)
    .flatMap(({ terraformResourceType: type, friendlyUniqueId, node }): Made[] => {
      const attributes = written[type]?.[friendlyUniqueId];
      if (!attributes) return [];
      const model = stack instanceof ModelsStack ? modelOf(node.path, Object.keys(config.models)) : undefined;
      const name = typeof attributes.name === 'string' ? attributes.name : friendlyUniqueId;
      return [{ type, name, attributes, where: { environment, model }, region: owned?.region ?? config.region }];
    });
}

interface Written {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
}

/** Capabilities of a model are called `Retraining-<model>`. */
const modelOf = (path: string, models: readonly string[]): string | undefined =>
  models.find((model) => path.split('/')[1]?.endsWith(`-${model}`));

/** A block, which is written as an object or as a list of one. */
export function block(attributes: Attributes | undefined, name: string): Attributes | undefined {
  const value = attributes?.[name];
  return (Array.isArray(value) ? value[0] : value) as Attributes | undefined;
}

/** A number, which is written as a number or as text. */
export function numberIn(attributes: Attributes | undefined, name: string): number | undefined {
  const value = attributes?.[name];
  return value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);
}
