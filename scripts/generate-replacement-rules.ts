/**
 * Writes stacks/level-move/replacement-rules.generated.json: what makes a resource anew, for the resource types that
 * constructs/ makes, from a folder with the schemas and rules of the providers (NAME.schema.json.gz, NAME.rules.json.gz).
 * Run: npm run docs:replacements -- FOLDER
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replacementRules, resourceTypes } from './replacement-rules/rules';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('name the folder that has google.rules.json.gz: npm run docs:replacements -- FOLDER');
  process.exit(2);
}
const root = join(__dirname, '..');
const file = 'stacks/level-move/replacement-rules.generated.json';
const rules = replacementRules(folder, resourceTypes(join(root, 'constructs')));
writeFileSync(join(root, file), `${JSON.stringify(rules, null, 1)}\n`);
console.log(`wrote ${file}: ${Object.keys(rules).length} resource types`);
