#!/usr/bin/env node
// Prints the interpreter of the pipelines' Python environment, making the environment first when it is missing.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('ts-node').register({ swc: true, compilerOptions: { module: 'node16', moduleResolution: 'node16' } });
const { pythonEnvironment } = require('../pipelines/local/python-env.ts');

try {
  console.log(await pythonEnvironment());
} catch (failure) {
  if (failure.name !== 'LocalRunError') throw failure;
  console.error(`error: ${failure.message}`);
  process.exitCode = failure.exitCode;
}
