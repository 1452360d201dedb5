import { type IAspect, type TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { addressOf } from './addresses';
import { ValidationError } from './errors';

/** Every resource of a construct, itself included. */
export const resourcesBelow = (node: IConstruct): TerraformResource[] =>
  node.node.findAll().filter(TerraformResource.isTerraformResource);

/** Adds to `depends_on`, each entry once. Addresses are final when this is called, so they are written out at once. */
export function addDependsOn(
  element: TerraformElement & { dependsOn?: string[] },
  ...targets: TerraformElement[]
): void {
  const addresses = targets.map((target) => addressOf(target)!);
  element.dependsOn = [...new Set([...(element.dependsOn ?? []), ...addresses])];
}

/**
 * Makes `node.addDependency` work: every resource below the one construct depends on every resource below the other.
 * CDKTF itself drops such dependencies (hashicorp/terraform-cdk#2727).
 */
export class NodeDependencies implements IAspect {
  /** @throws ValidationError when the dependency cannot be written as Terraform */
  visit(node: IConstruct): void {
    for (const target of node.node.dependencies) this.connect(node, target);
  }

  private connect(node: IConstruct, target: IConstruct): void {
    if (TerraformStack.isStack(node) && TerraformStack.isStack(target)) return node.addDependency(target);
    const [here, there] = [TerraformStack.of(node), TerraformStack.of(target)];
    if (here !== there) {
      throw new ValidationError(node, [
        `node.addDependency on ${target.node.path} crosses stacks, which Terraform cannot order: use stack.addDependency`,
      ]);
    }
    const targets = resourcesBelow(target);
    const sources = resourcesBelow(node).filter((resource) => !targets.includes(resource));
    if (targets.length === 0) {
      throw new ValidationError(node, [
        `node.addDependency on ${target.node.path} would do nothing: there is no resource below it`,
      ]);
    }
    for (const source of sources) addDependsOn(source, ...targets);
  }
}
