/**
 * Writes docs/runs.md, which follows from the schemas in runs/.
 * Run: npm run docs:runs
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runsPage } from './run-docs/page';

writeFileSync(join(__dirname, '../docs/runs.md'), runsPage());
console.log('wrote docs/runs.md');
