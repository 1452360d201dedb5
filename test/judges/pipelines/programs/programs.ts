/** The programs of kfp_programs.py, written with the kit's builder; `expected` is what a run has to answer. */
import { type Pipeline } from '../../../../pipelines/ir';
import * as branches from './branches';
import * as loops from './loops';
import * as nested from './nested';
import * as tasks from './tasks';

/** One program, how to run it, and what must come of it. */
export interface Program {
  readonly pipeline: Pipeline;
  /** `FILE` and `FILE2` stand for paths in a fresh folder. @default none */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** Outputs of a local run. @default - the local runner cannot run it */
  readonly expected?: Readonly<Record<string, unknown>>;
  /** What the run leaves in `FILE`. @default - nothing */
  readonly file?: string;
  /** The run has to fail. @default false */
  readonly fails?: true;
  /** Why the local runner gets the KFP compiler's own form of the program wrong. @default - it doesn't */
  readonly localBug?: string;
}

const NAMED_OUTPUT = 'a condition in the root on a named output is silently false';
const ROOT_LOOP = 'a loop in the root cannot find the named output that it goes through';
const ITEM_FOR_OUTPUT = 'in a loop the item takes the place of an output of a task outside';
const INNER_ITEM = "the inner loop's item takes the place of the outer one's";
const ARTIFACTS_ONLY = 'a nested pipeline does not find its artifacts when it takes no parameter';
const DOUBLE = 'double() is unknown, so a comparison of an integer with a double is silently false';
const OUTER_INPUT = "a nested pipeline's default gives way to an input of the same name around it";

export const programs: readonly Program[] = [
  {
    pipeline: tasks.parameters,
    arguments: { note: 'given' },
    expected: { Output: "yes 4 0.25 True 6 ['a', 'b'] given" },
  },
  { pipeline: tasks.constants, expected: { Output: "1e3 8 0.00 False 4 ['on'] None" } },
  { pipeline: tasks.artifacts, expected: { score: 2, text: '# score', model: '2.0' } },
  {
    pipeline: branches.conditionOnNamedOutput,
    arguments: { path: 'FILE' },
    expected: { Output: 4 },
    file: '.',
    localBug: NAMED_OUTPUT,
  },
  { pipeline: branches.oneOf, expected: { Output: 'MEDIUM+size' } },
  {
    pipeline: branches.comparisons,
    arguments: { path: 'FILE' },
    expected: {},
    file: '......',
    localBug: `${NAMED_OUTPUT}; ${DOUBLE}`,
  },
  { pipeline: loops.staticLoop, expected: { Output: 'a+x a+y a+z' } },
  { pipeline: loops.loopOverInput, expected: { sum: 4, models: '1.0 3.0' } },
  { pipeline: loops.loopOverOutput, expected: { Output: 'many+name-0 many+name-1 many+name-2' }, localBug: ROOT_LOOP },
  { pipeline: loops.outerOutputInLoop, expected: { Output: 'many+x many+y' }, localBug: ITEM_FOR_OUTPUT },
  { pipeline: loops.integers, expected: { Output: 5 } },
  { pipeline: tasks.metrics, arguments: { path: 'FILE' }, expected: { Output: 1 }, file: '.' },
  { pipeline: loops.nestedLoops, expected: { Output: 'a+1 a+2 b+1 b+2' }, localBug: INNER_ITEM },
  { pipeline: loops.structItems, expected: { Output: 5 } },
  { pipeline: branches.conditionInLoop, arguments: { path: 'FILE' }, expected: {}, file: '..' },
  { pipeline: branches.exitHandler, arguments: { path: 'FILE', counter: 'FILE2' }, expected: {}, file: 'SUCCEEDED' },
  {
    pipeline: branches.exitHandler,
    arguments: { path: 'FILE', counter: 'FILE2', failures: 9 },
    expected: {},
    file: 'FAILED',
    fails: true,
  },
  { pipeline: tasks.taskSettings, arguments: { path: 'FILE' }, expected: { Output: 'fast' }, file: '...' },
  { pipeline: tasks.importers, arguments: { uri: 'FILE' }, expected: { Output: 0 } },
  { pipeline: nested.nestedPipeline, expected: { Output: 1 } },
  {
    pipeline: nested.nestedDefault,
    expected: { inner: 2, own: "own 2 9.00 True 1 ['a'] None" },
    localBug: OUTER_INPUT,
  },
  { pipeline: nested.nestedArtifact, expected: { Output: 3 }, localBug: ARTIFACTS_ONLY },
  { pipeline: nested.twice, expected: { Output: '2.0+4.0' } },
  { pipeline: tasks.texts, expected: { Output: 'BEFORE X AND X AFTER' } },
  { pipeline: tasks.containers },
];

/** What the KFP compiler has no twin for. */
export const ownPrograms: readonly Program[] = [
  { pipeline: loops.conditionOnField, arguments: { path: 'FILE' }, expected: {}, file: '.' },
];
