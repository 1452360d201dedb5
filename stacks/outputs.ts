import { TerraformOutput, type TerraformStack } from 'cdktf';

/**
 * What `cdktf output` prints after a deployment: where things are and what to do next. Output names are addresses:
 * constants, or made of the user's keys.
 */
export function addOutputs(
  stack: TerraformStack,
  outputs: Readonly<Record<string, { value: string; description: string }>>,
): void {
  for (const [name, output] of Object.entries(outputs)) new TerraformOutput(stack, name, output);
}
