// What the cdktf command runs: builds and runs main.ts.
import { buildKit } from './build.mjs';

await buildKit();
process.setSourceMapsEnabled(true);
await import('../dist/main.js');
