import pc from 'picocolors';
import { byCapability, type Inventory, type InventoryStack } from '../../stacks/inventory';

/** Every resource, by stack and capability, for people. */
export const inventoryText = (inventory: Inventory): string => inventory.stacks.map(stackText).join('\n');

function stackText(stack: InventoryStack): string {
  const after = stack.dependsOn.length > 0 ? pc.dim(` after ${stack.dependsOn.join(', ')}`) : '';
  const groups = [...byCapability(stack.resources)].map(([capability, resources]) =>
    [`  ${pc.cyan(capability)} (${resources.length})`, ...resources.map((resource) => `    ${resource.address}`)].join(
      '\n',
    ),
  );
  return [`${pc.bold(stack.name)}${after}`, ...groups, ''].join('\n');
}
