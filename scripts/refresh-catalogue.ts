/**
 * Compares the accelerator catalogue with a newer list of machine types, and sets its date.
 * Run: npm run catalogue:refresh -- --help
 */
import { join } from 'node:path';
import { UsageError } from './catalogue/listing';
import { refresh } from './catalogue/refresh';

try {
  process.stdout.write(refresh(process.argv.slice(2), join(__dirname, '../training/catalogue/accelerators.json')));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`catalogue:refresh: ${error.message}\n`);
  process.exitCode = 1;
}
