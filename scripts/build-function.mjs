// Bundles the retraining function with all it imports, and zips it with the package.json that Google's build installs the
// Functions Framework by. The same sources give the same bytes, in any folder, time zone and year: a new archive is a new
// deployment.
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const FOLDER = 'functions/retrain';
const STAMP = 'retrain.json';
const ARCHIVE = 'retrain.zip';
const PACKAGE_FILES = ['package.json', 'package-lock.json'];
const ALWAYS = [
  ...PACKAGE_FILES.map((file) => `${FOLDER}/${file}`),
  ...[INSTALLED, 'tsconfig.json', 'scripts/build-function.mjs', 'scripts/build-files.mjs'],
];

/** First moment that a zip can hold, by local time, as zips do. */
const MOMENT = new Date(1980, 0, 1);

export async function buildFunction() {
  if (isUpToDate(STAMP)) return;
  const started = Date.now();
  const before = stateOfAll(ALWAYS);
  const { outputFiles, metafile } = await bundle();
  // Packages change with what is installed.
  const inputs = Object.keys(metafile.inputs).filter((path) => !path.startsWith('node_modules/'));
  const sources = stateOfAll(inputs);
  writeIfChanged(join(dist, ARCHIVE), await zip(outputFiles[0].contents));
  if (editedSince(started, inputs)) return;
  writeStamp(STAMP, { ...before, ...sources, ...stateOfAll([`dist/${ARCHIVE}`]) });
}

async function bundle() {
  const { build } = await import('esbuild');
  const building = build({
    absWorkingDir: root,
    entryPoints: [`${FOLDER}/index.ts`],
    outfile: join(dist, 'index.js'),
    bundle: true,
    // Names of modules are in the code: relative ones, also where node_modules is a link.
    preserveSymlinks: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'eof',
    logLevel: 'error',
    metafile: true,
    write: false,
  });
  return building.catch(() => process.exit(1));
}

async function zip(code) {
  const { zipSync } = await import('fflate');
  const texts = PACKAGE_FILES.map((file) => [file, readFileSync(join(root, FOLDER, file))]);
  const files = Object.fromEntries([['index.js', code], ...texts]);
  return Buffer.from(zipSync(files, { level: 9, mtime: MOMENT }));
}
