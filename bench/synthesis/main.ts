/**
 * Synthesis of the kit beside plain CDKTF, on the same resources, in one run: `npm run bench`. Writes
 * docs/performance.md. Arguments are numbers of models (1 100 1000 without any); only those three write the page.
 * BENCH_ROUNDS sets how often each command runs (3).
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { configurationOf } from './configuration';
import { type Run, measured, medianRun } from './measure';
import { type Imports, rawProgram } from './raw-program';
import { type Row, performancePage, table } from './report';
import { refuseDifference, stacksIn } from './stack-json';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const LIMIT_SECONDS = 300;
const ALL_SIZES = [1, 100, 1000];
const root = join(__dirname, '..', '..');
/** Below a folder that git, the linter and the type checker leave alone. */
const scratch = join(root, '.mlops', 'bench');

interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  readonly out: string;
}

function contestants(models: number): Contestant[] {
  const folder = join(scratch, String(models));
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'mlops.yaml');
  writeFileSync(config, configurationOf(models));
  const ours = join(folder, 'kit');
  const mlops = ['node', join(root, 'bin', 'mlops.mjs'), 'synth', '--config', config, '--out', ours];
  measured(mlops, {}, LIMIT_SECONDS);
  const [deep, barrel] = (['deep', 'barrel'] as const).map((imports) => writePrograms(folder, ours, imports));
  const tsNode = ['node', join(root, 'node_modules', 'ts-node', 'dist', 'bin.js')];
  return [
    { name: 'the kit', command: mlops, out: ours },
    { name: 'CDKTF, deep imports, ts-node', command: [...tsNode, `${deep!}.ts`], out: join(folder, 'ts-node') },
    { name: 'CDKTF, deep imports, compiled', command: ['node', `${deep!}.js`], out: join(folder, 'compiled') },
    { name: 'CDKTF, barrel import, ts-node', command: [...tsNode, `${barrel!}.ts`], out: join(folder, 'barrel') },
  ];
}

function writePrograms(folder: string, ours: string, imports: Imports): string {
  const source = rawProgram(stacksIn(ours), imports);
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20' });
  writeFileSync(join(folder, `${imports}.ts`), source);
  writeFileSync(join(folder, `${imports}.js`), code);
  return join(folder, imports);
}

const run = ({ command, out }: Contestant): Run | undefined => measured(command, { RAW_OUT: out }, LIMIT_SECONDS);

/** The first run of each warms the disk's cache and proves that it makes the same; the counted ones alternate. */
function compare(models: number): Row[] {
  const all = contestants(models);
  let resources = 0;
  const finished = all.filter((contestant) => run(contestant) !== undefined);
  for (const { out } of finished) resources = refuseDifference(all[0]!.out, out);
  const runs = new Map(all.map(({ name }) => [name, [] as Run[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const contestant of finished) {
      const one = run(contestant);
      if (one) runs.get(contestant.name)!.push(one);
    }
  }
  return all.map(({ name }) => {
    const counted = runs.get(name)!;
    return { models, resources, name, run: counted.length === ROUNDS ? medianRun(counted) : undefined };
  });
}

rmSync(scratch, { recursive: true, force: true });
const sizes = process.argv.slice(2).map(Number);
const rows = (sizes.length > 0 ? sizes : ALL_SIZES).flatMap(compare);
console.log(table(rows, LIMIT_SECONDS));
if (sizes.length === 0) {
  writeFileSync(join(root, 'docs', 'performance.md'), performancePage(rows, LIMIT_SECONDS, ROUNDS));
}
