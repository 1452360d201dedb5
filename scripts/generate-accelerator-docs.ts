/**
 * Writes docs/accelerators.md, which follows from training/catalogue/accelerators.json.
 * Run: npm run docs:accelerators
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceleratorsPage } from './accelerator-docs/page';

writeFileSync(join(__dirname, '../docs/accelerators.md'), acceleratorsPage());
console.log('wrote docs/accelerators.md');
