import { App, TerraformResource, type TerraformStack } from 'cdktf';
import { type LoadedConfig } from '../../config/load';
import { addressOf } from '../../constructs/core/addresses';
import { ValidationError } from '../../constructs/core/errors';
import { type Blueprint } from '../blueprints/blueprint';
import { blueprintOf, BLUEPRINTS } from '../blueprints/catalogue';
import { addEnvironments, stacksOf } from '../mlops-app';
import { AddressTemplates } from './address-templates';

/**
 * The stacks of the configuration as the highest level above its own makes them, by name: trees alone, to look for
 * addresses in. A level at which something is refused for good cannot have been deployed: then the next one below counts.
 */
export function higherStacks({ config, source }: LoadedConfig, outdir: string): ReadonlyMap<string, TerraformStack> {
  const templates = new AddressTemplates(source.file);
  for (const blueprint of higherBlueprints(config.level)) {
    const app = new App({ outdir });
    try {
      addEnvironments(app, { ...config, level: blueprint.level }, templates, blueprint);
      return new Map(stacksOf(app).map((stack) => [stack.node.id, stack]));
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
    }
  }
  return new Map();
}

/** Highest first, without those that make the same of every environment: building them again would find nothing. */
function higherBlueprints(level: number): Blueprint[] {
  const own = blueprintOf(level);
  const differs = ({ platform, models }: Blueprint) => platform !== own.platform || models !== own.models;
  return BLUEPRINTS.filter((blueprint) => blueprint.level > level && differs(blueprint)).toReversed();
}

/** What Terraform manages in one stack and not in the other. Their paths tell: making every address takes longest. */
export function addedBy(higher: TerraformStack, stack: TerraformStack): TerraformResource[] {
  const own = new Set(resourcesOf(stack).map(keyOf));
  return resourcesOf(higher).filter((resource) => !own.has(keyOf(resource)));
}

const resourcesOf = (stack: TerraformStack) => stack.node.findAll().filter(TerraformResource.isTerraformResource);
const keyOf = ({ terraformResourceType, node }: TerraformResource) => `${terraformResourceType} ${node.path}`;

/** The address of a resource, and the one that it had before it was moved. */
export function addressesOf(resource: TerraformResource): string[] {
  const move = resource.hasResourceMove();
  return [addressOf(resource)!, ...(move && 'from' in move ? [move.from] : [])];
}
