import { type App, TerraformResource, type TerraformStack } from 'cdktf';
import { addressOf } from '../constructs/core/addresses';
import { capabilityOf } from '../constructs/core/capability';
import { stacksOf } from './mlops-app';

/** One resource that Terraform manages. */
export interface InventoryResource {
  readonly address: string;
  readonly type: string;
  /** Kind of the capability that it belongs to. */
  readonly capability: string;
  /** Where in the construct tree it is made. */
  readonly path: string;
}

export interface InventoryStack {
  readonly name: string;
  /** Stacks that are deployed before this one. */
  readonly dependsOn: readonly string[];
  readonly resources: readonly InventoryResource[];
}

/** What an app makes: its stacks in the order of deployment, their resources in tree order. */
export interface Inventory {
  readonly stacks: readonly InventoryStack[];
}

export const inventoryOf = (app: App): Inventory => ({ stacks: stacksOf(app).map(stackInventory) });

function stackInventory(stack: TerraformStack): InventoryStack {
  const resources = stack.node.findAll().filter(TerraformResource.isTerraformResource);
  return {
    name: stack.node.id,
    dependsOn: stack.dependencies.map((dependency) => dependency.node.id),
    resources: resources.map((resource) => ({
      address: addressOf(resource)!,
      type: resource.terraformResourceType,
      capability: capabilityOf(resource)?.kind ?? 'none',
      path: resource.node.path,
    })),
  };
}

/** Resources by capability, capabilities in the order in which they first appear. */
export function byCapability(resources: readonly InventoryResource[]): Map<string, InventoryResource[]> {
  const groups = new Map<string, InventoryResource[]>();
  for (const resource of resources)
    groups.set(resource.capability, [...(groups.get(resource.capability) ?? []), resource]);
  return groups;
}
