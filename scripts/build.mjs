// Bundles main.ts, the mlops command and the thread that builds stacks into dist/, with source maps. Fast enough (a
// tenth of a second) to run before every start, so that what runs is never older than what was written. Types are
// checked by `npm test`.
import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Another process may be reading the file: it sees the old one or the new one, never half of it. */
function writeIfChanged({ path, contents }) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}

export async function buildKit() {
  const { outputFiles } = await bundle();
  for (const file of outputFiles) writeIfChanged({ path: file.path, contents: Buffer.from(file.contents) });
}

/** A syntax error in the sources is printed by esbuild, with its place: no stack trace of the bundler on top. */
async function bundle() {
  const building = build({
    absWorkingDir: root,
    entryPoints: { main: 'main.ts', mlops: 'cli/main.ts', job: 'cli/job/worker.ts' },
    outdir: join(root, 'dist'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    splitting: false,
    logLevel: 'error',
    write: false,
  });
  return building.catch(() => process.exit(1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKit();
