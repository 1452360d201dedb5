import {
  TerraformDataSource,
  type TerraformElement,
  TerraformOutput,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { ValidationError } from './errors';

/** Terraform's address of an element: `google_storage_bucket.Data_1A2B3C4D`, `data.google_project.X`, `output.Y`. */
export function addressOf(element: IConstruct): string | undefined {
  if (TerraformResource.isTerraformResource(element))
    return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  if (TerraformDataSource.isTerraformDataSource(element))
    return `data.${element.terraformResourceType}.${element.friendlyUniqueId}`;
  if (TerraformOutput.isTerraformOutput(element)) return `output.${element.friendlyUniqueId}`;
  return undefined;
}

/** Every addressed element of a stack, by address, in tree order. */
export function addressesOf(stack: TerraformStack): Map<string, TerraformElement> {
  const found = new Map<string, TerraformElement>();
  for (const node of stack.node.findAll()) {
    const address = addressOf(node);
    if (address !== undefined) found.set(address, node as TerraformElement);
  }
  return found;
}

/**
 * Refuses two elements with one address. CDKTF merges them into one without a word: ids `a.b` and `ab` make the same
 * address, and so do two outputs with one static id.
 *
 * @throws ValidationError naming both construct paths
 */
export function refuseSharedAddresses(stack: TerraformStack): void {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const node of stack.node.findAll()) {
    const address = addressOf(node);
    if (address === undefined) continue;
    const owner = owners.get(address);
    if (owner === undefined) owners.set(address, node.node.path);
    else
      problems.push(`address "${address}" is used by both ${owner} and ${node.node.path}: give one of them another id`);
  }
  if (problems.length > 0) throw new ValidationError(stack, problems);
}
