import { join } from 'node:path';
import pc from 'picocolors';
import { type LoadedConfig } from '../../config/load';
import { byCapability, type Inventory, type InventoryStack } from '../../stacks/inventory';
import { type Synthesis } from '../../stacks/synthesize';
import { type SynthOptions } from '../options';
import { counted } from './counted';
import { nextSteps } from './next-steps';
import { typesText } from './types-text';

/** What a synthesis made: one line, the summary by capability, or JSON. */
export function synthReport(
  loaded: LoadedConfig,
  inventory: Inventory,
  synthesis: Synthesis,
  options: SynthOptions,
): string {
  const files = synthesis.folders.map((folder) => join(synthesis.outdir, folder, 'cdk.tf.json'));
  const lines = options.json
    ? [JSON.stringify(reportJson(loaded, inventory, synthesis, files), null, 2)]
    : [headline(loaded, inventory, synthesis), ...goneLines(synthesis)];
  if (options.json || !options.summary) return `${lines.join('\n')}\n`;
  const written = ['Files written:', ...files.map((file) => `  ${file}`), ''];
  return [...lines, '', ...inventory.stacks.map(stackText), ...written, nextSteps(inventory, options), ''].join('\n');
}

function reportJson({ config }: LoadedConfig, inventory: Inventory, { gone }: Synthesis, files: readonly string[]) {
  const stacks = inventory.stacks.map(({ name, dependsOn, resources }, index) => ({
    name,
    dependsOn,
    resources: resources.length,
    file: files[index],
  }));
  return { product: config.product, level: config.level, stacks, gone };
}

function headline({ config }: LoadedConfig, { stacks }: Inventory, { outdir }: Synthesis): string {
  const total = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
  const counts = `${counted(stacks.length, 'stack')}, ${counted(total, 'resource')}`;
  return `${pc.bold(config.product)}, level ${config.level}: ${counts} in ${outdir}`;
}

/** A stack that leaves the configuration is not destroyed by that: say so while its name is known. */
function goneLines({ gone }: Synthesis): string[] {
  if (gone.length === 0) return [];
  return [`No longer in the configuration: ${gone.join(', ')}. What they deployed still exists (README, "Tear down").`];
}

function stackText(stack: InventoryStack): string {
  const counts = [...byCapability(stack.resources)].map(([capability, resources]) => {
    const count = String(resources.length).padStart(4);
    return `${count}  ${capability.padEnd(22)}${pc.dim(typesText(resources.map((resource) => resource.type)))}`;
  });
  return [`${pc.bold(stack.name)} (${stack.resources.length})`, ...counts, ''].join('\n');
}
