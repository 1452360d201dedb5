#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// In a checkout the sources are there: build them, so that an edit is never ignored. A published package has only dist/.
if (existsSync(join(root, 'scripts', 'build.mjs'))) {
  const { buildKit } = await import('../scripts/build.mjs');
  await buildKit();
}
// Colours are for terminals: a pipe gets plain text, in CI as well.
if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = '1';
process.setSourceMapsEnabled(true);
// An import would read the whole bundle once more, to find out what it exports.
createRequire(import.meta.url)('../dist/mlops.js');
