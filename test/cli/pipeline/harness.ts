import { Command } from 'commander';
import { stripVTControlCharacters } from 'node:util';
import { registerPipelineCommands } from '../../../cli/commands/pipeline';
import { type PipelineCatalogue } from '../../../cli/commands/pipeline/catalogue';
import {
  compile,
  containerComponent,
  integer,
  list,
  pipeline,
  type Pipeline,
  pythonComponent,
  string,
  toYaml,
} from '../../../pipelines/ir';

const count = pythonComponent(
  {
    name: 'count',
    functionName: 'count',
    inputs: {
      month: { kind: 'parameter', type: 'NUMBER_INTEGER' },
      columns: { kind: 'parameter', type: 'LIST' },
    },
    outputs: {},
  },
  'def count(month: int, columns: list):\n    print(month, columns)\n',
);

const query = containerComponent({
  name: 'query',
  image: 'bigquery:1',
  command: ['launch'],
  inputs: { project: string() },
  args: ({ inputs }) => [inputs.project.value],
});

const flights = pipeline(
  'flights',
  {
    description: 'Counts flights.',
    inputs: { month: integer({ default: 3, description: 'month to count' }), columns: list({ default: [] }) },
  },
  (p) => {
    p.task('count', count, { month: p.inputs.month, columns: p.inputs.columns });
  },
);

const warehouse = pipeline('warehouse', { inputs: { project: string() } }, (p) => {
  p.task('query', query, { project: p.inputs.project });
});

const PIPELINES: Readonly<Record<string, Pipeline>> = { flights, warehouse } as never;

/** Two small pipelines: one of Python, one that only Google Cloud can run. */
export const catalogue: PipelineCatalogue = {
  names: Object.keys(PIPELINES),
  compile: (name, { pipInstall, ...options } = {}) =>
    toYaml(compile(PIPELINES[name]!, { ...options, ...(pipInstall && { pipInstall: ['counting==1.0'] }) })),
};

export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: number | undefined;
}

/** Runs the command as the program does and answers what it printed, without colours, and its exit code. */
export async function mlops(...args: string[]): Promise<Outcome> {
  const written = { out: '', err: '' };
  const capture = (stream: 'out' | 'err') => (text: unknown) => {
    written[stream] += String(text);
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(capture('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(capture('err')),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const program = new Command('mlops').exitOverride();
    registerPipelineCommands(program, catalogue);
    await program.parseAsync(['node', 'mlops', ...args]).catch((failure: { code?: string }) => {
      if (!failure.code?.startsWith('commander.')) throw failure;
    });
    const code = process.exitCode;
    return { out: stripVTControlCharacters(written.out), err: stripVTControlCharacters(written.err), code };
  } finally {
    process.exitCode = before;
    spies.forEach((spy) => spy.mockRestore());
  }
}
