/**
 * Writes the files that follow from config/schema/: the JSON Schema for editors and the reference page.
 * Run: npm run docs:config
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { configJsonSchema } from '../config/json-schema';
import { referencePage } from '../config/reference/page';

const root = join(__dirname, '..');
const schemaFile = join(root, 'config/mlops.schema.json');
const pageFile = join(root, 'docs/config.md');

async function main(): Promise<void> {
  const options = await prettier.resolveConfig(schemaFile);
  const schema = JSON.stringify(configJsonSchema());
  writeFileSync(schemaFile, await prettier.format(schema, { ...options, parser: 'json' }));
  writeFileSync(pageFile, referencePage(readFileSync(join(root, 'mlops.yaml'), 'utf8')));
  console.log('wrote config/mlops.schema.json and docs/config.md');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
