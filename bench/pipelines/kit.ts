/** Runs as one process: compiles a set of pipelines and prints how long each round took, in milliseconds, as JSON. */
import { compile, toYaml } from '../../pipelines/ir';
import { compilePipeline, referencePipelines } from '../../pipelines/kfp';
import { programs } from '../../test/judges/pipelines/programs/programs';
import { timed } from './statistics';

const WARM_ROUNDS = 30;

/** Some programs are run with several arguments, but compiled once. */
const pipelines = [...new Set(programs.map(({ pipeline }) => pipeline))];

const SETS: Readonly<Record<string, () => unknown>> = {
  programs: () => pipelines.map((pipeline) => toYaml(compile(pipeline))),
  reference: () => Object.keys(referencePipelines).map((name) => compilePipeline(name)),
};

const work = SETS[process.argv[2] ?? '']!;
const first = timed(work);
const warm = Array.from({ length: WARM_ROUNDS }, () => timed(work));
process.stdout.write(JSON.stringify({ first, warm }));
