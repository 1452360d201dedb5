import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SUPPORTED_LEVELS } from '../../config/levels';
import { shippedConfigs } from '../support/examples';
import { root } from '../support/outside-judges';
import { templateOf } from '../support/synthesized';

/**
 * Terraform addresses are a public API: one that changes destroys a resource and makes it anew. The golden lists are
 * reviewed like one; `UPDATE_ADDRESSES=1 npm run test:fast` writes them, and the change needs a reason in the commit.
 */
const golden = (level: number, name: string) => join(root, 'test/addresses', `level${level}`, `${name}.txt`);

/** With their stacks, also where there is only one: at the next level there may be more. */
function addressesOf(file: string, level: number): string[] {
  const template = templateOf(file, { level });
  const [only, ...others] = template.stackNames();
  return others.length > 0 ? template.addresses() : template.addresses().map((address) => `${only}/${address}`);
}

describe.each(SUPPORTED_LEVELS)('at level %i', (level) => {
  test.each(shippedConfigs)('addresses of $name are those of the golden list', ({ name, file }) => {
    const path = golden(level, name);
    const addresses = `${addressesOf(file, level).join('\n')}\n`;
    if (process.env.UPDATE_ADDRESSES && !process.env.CI) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, addresses);
    }
    expect(existsSync(path)).toBe(true);
    expect(addresses).toBe(readFileSync(path, 'utf8'));
  });

  test.each(shippedConfigs)('no address of $name speaks of a level', ({ file }) => {
    expect(addressesOf(file, level).filter((address) => /level/i.test(address))).toEqual([]);
  });
});

test.each(shippedConfigs)('the addresses of $name at a level are among those of the next', ({ name }) => {
  const lists = SUPPORTED_LEVELS.map((level) => readFileSync(golden(level, name), 'utf8').split('\n'));
  for (const [index, higher] of lists.entries())
    expect(lists[index - 1]?.filter((address) => !higher.includes(address)) ?? []).toEqual([]);
});
