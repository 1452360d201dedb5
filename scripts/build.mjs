// Bundles main.ts, the mlops command and the thread that builds stacks into dist/, with source maps, before every start:
// what runs is never older than what was written. Two things keep that fast. Packages are bundled apart, once an
// installation, as hundreds of small files take long to load. And nothing is bundled when no source has changed. Types
// are checked by `npm test`.
import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  dist,
  editedSince,
  INSTALLED,
  isUpToDate,
  root,
  stateOfAll,
  writeIfChanged,
  writeStamp,
} from './build-files.mjs';
import { buildFunction } from './build-function.mjs';

const ENTRY_POINTS = { main: 'main.ts', mlops: 'cli/main.ts', job: 'cli/job/worker.ts' };
const STAMP = 'built.json';
/** What decides on the result besides the sources. */
const ALWAYS = ['package.json', INSTALLED, 'tsconfig.json', 'scripts/build.mjs', 'scripts/build-files.mjs'];
/** Finds packages in dist/packages.js; all else, such as Node's own modules, the usual way. */
const USE_PACKAGES = "require = require('./packages.js')(require);";

/** All that the kit runs: the command, and the function that it deploys. */
export async function buildKit() {
  await Promise.all([buildCommand(), buildFunction()]);
}

async function buildCommand() {
  if (isUpToDate(STAMP)) return;
  const started = Date.now();
  const before = stateOfAll(ALWAYS);
  const { outputFiles, metafile } = await bundle();
  const sources = stateOfAll(Object.keys(metafile.inputs));
  await buildPackages(packagesOf(metafile));
  for (const { path, contents } of outputFiles) writeIfChanged(path, Buffer.from(contents));
  const results = stateOfAll([...Object.keys(metafile.outputs), 'dist/packages.js']);
  if (editedSince(started, Object.keys(metafile.inputs))) return;
  writeStamp(STAMP, { ...before, ...sources, ...results });
}

/** A syntax error in the sources is printed by esbuild, with its place: no stack trace of the bundler on top. */
async function bundle() {
  const { build } = await import('esbuild');
  const building = build({
    absWorkingDir: root,
    entryPoints: ENTRY_POINTS,
    outdir: dist,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    splitting: false,
    logLevel: 'error',
    banner: { js: USE_PACKAGES },
    metafile: true,
    write: false,
  });
  return building.catch(() => process.exit(1));
}

/** Every module of a package that the sources import. */
function packagesOf({ outputs }) {
  const imported = Object.values(outputs).flatMap((output) => output.imports);
  const names = imported.filter((each) => each.external).map((each) => each.path);
  return [...new Set(names)].filter((name) => !/^(node:|\.)/.test(name) && name !== 'esbuild').sort();
}

async function buildPackages(names) {
  const lock = readFileSync(join(root, INSTALLED));
  const key = `// ${createHash('sha256').update(lock).update(names.join('\n')).digest('hex')}\n`;
  const path = join(dist, 'packages.js');
  if (existsSync(path) && readFileSync(path, 'utf8').startsWith(key)) return;
  const { build } = await import('esbuild');
  const table = names.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)})`);
  const { outputFiles } = await build({
    stdin: {
      contents: `const table = {${table.join(',')}};
        module.exports = (others) => (name) => (Object.hasOwn(table, name) ? table[name]() : others(name));`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
    write: false,
  });
  writeIfChanged(path, Buffer.from(key + outputFiles[0].text));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKit();
