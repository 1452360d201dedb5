import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedConfigs } from '../support/examples';
import { root } from '../support/outside-judges';
import { templateOf } from '../support/synthesized';

/**
 * Terraform addresses are a public API: one that changes destroys a resource and makes it anew. The golden lists are
 * reviewed like one; `UPDATE_ADDRESSES=1 npm run test:fast` writes them, and the change needs a reason in the commit.
 */
const golden = (name: string) => join(root, 'test/addresses/level0', `${name}.txt`);

test.each(shippedConfigs)('addresses of $name are those of the golden list', ({ name, file }) => {
  const addresses = `${templateOf(file).addresses().join('\n')}\n`;
  if (process.env.UPDATE_ADDRESSES && !process.env.CI) {
    mkdirSync(join(root, 'test/addresses/level0'), { recursive: true });
    writeFileSync(golden(name), addresses);
  }
  expect(existsSync(golden(name))).toBe(true);
  expect(addresses).toBe(readFileSync(golden(name), 'utf8'));
});

test.each(shippedConfigs)('no address of $name speaks of a level', ({ file }) => {
  expect(
    templateOf(file)
      .addresses()
      .filter((address) => /level/i.test(address)),
  ).toEqual([]);
});
