// What the cdktf command runs: builds and runs main.ts.
import { createRequire } from 'node:module';
import { buildKit } from './build.mjs';

await buildKit();
process.setSourceMapsEnabled(true);
createRequire(import.meta.url)('../dist/main.js');
