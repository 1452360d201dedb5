#!/usr/bin/env node
// Prints the interpreter of a Python environment, making the environment first when it is missing: the pipelines' own,
// or the one in FOLDER with the packages of LOCK. Usage: node scripts/python-env.mjs [FOLDER LOCK]
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('ts-node').register({ swc: true, compilerOptions: { module: 'node16', moduleResolution: 'node16' } });
const { pythonEnvironment } = require('../pipelines/local/python-env.ts');

const [folder, lock] = process.argv.slice(2);

try {
  console.log(await pythonEnvironment({ root: folder, lock }));
} catch (failure) {
  if (failure.name !== 'LocalRunError') throw failure;
  console.error(`error: ${failure.message}`);
  process.exitCode = failure.exitCode;
}
