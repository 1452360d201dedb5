import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Template } from '../../testing';

/**
 * The template of a stack whose addresses lack the hash at their end: for tests about what refers to what. Ids have to
 * tell resources apart by themselves.
 */
export function readableTemplate(stack: TerraformStack): Template {
  const json = JSON.stringify(Template.fromStack(stack).normalized());
  return Template.fromJson(json.replaceAll(/_[0-9A-F]{8}\b/g, ''));
}

/** What a value of a construct is written as. */
export function resolved(stack: TerraformStack, value: string): unknown {
  new TerraformOutput(stack, 'Resolved', { value });
  return readableTemplate(stack).resource('output.Resolved').properties.value;
}
