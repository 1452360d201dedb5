/**
 * Writes docs/iam.md: every role that the shipped configurations grant, with the call that needs it. Fails with the list
 * of grants that nothing explains.
 * Run: npm run docs:iam
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedConfigs } from '../test/support/examples';
import { iamDocs } from './iam-docs';

const { page, problems } = iamDocs(shippedConfigs.map(({ file }) => file));
if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nReasons are in scripts/iam-docs/reasons.`);
  process.exitCode = 1;
} else {
  writeFileSync(join(__dirname, '../docs/iam.md'), page);
  console.log('wrote docs/iam.md');
}
