import { cpus } from 'node:os';
import { type Run } from './measure';

export interface Row {
  readonly models: number;
  readonly resources: number;
  readonly name: string;
  /** Medians; undefined when the command was stopped at the limit. */
  readonly run?: Run;
}

/** A Markdown table; the ratio is to the kit at the same number of models. */
export function table(rows: readonly Row[], limitSeconds: number): string {
  const head = ['models', 'resources', 'how', 'wall', 'CPU', 'memory', 'wall beside the kit', 'CPU beside the kit'];
  const lines = rows.map((row) => {
    const kit = rows.find(({ models }) => models === row.models)!.run!;
    const figures = row.run
      ? [
          `${row.run.seconds.toFixed(2)} s`,
          `${row.run.cpu.toFixed(2)} s`,
          `${row.run.megabytes.toFixed(0)} MB`,
          `${(row.run.seconds / kit.seconds).toFixed(1)} x`,
          `${(row.run.cpu / kit.cpu).toFixed(1)} x`,
        ]
      : [`stopped after ${limitSeconds} s`, '', '', '', ''];
    return [row.models, row.resources, row.name, ...figures];
  });
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** docs/performance.md. */
export function performancePage(rows: readonly Row[], limitSeconds: number, rounds: number): string {
  const date = new Date().toISOString().slice(0, 10);
  return `<!-- Written by \`npm run bench\`: do not edit. -->

# Performance

Synthesis by the kit and by programs in plain CDKTF that make the same resources: same stacks, types, count, arguments
and references, compared before anything is timed. The programs are generated from the kit's own Terraform: a function
for the platform and one for a model, called in a loop. Whole processes, their start included; ${rounds === 1 ? 'one run each after a warm-up' : `medians of ${rounds} runs each`},
in turns. Measured on ${date} with Node ${process.versions.node} on ${cpus().length} cores, which other work shared: the ratios
tell more than the seconds.

${table(rows, limitSeconds)}

Compiled programs and the barrel import are started by \`node\` and \`ts-node\` (with swc) themselves, without npm or npx. The
kit's figures include its own build.

## What makes the difference

- CDKTF takes a stack trace for every token, and source maps render each. The kit takes none; a build that fails is run
  once more with traces, so that it still says where (\`stacks/traces.ts\`).
- CDKTF resolves every token three times: to join stacks by remote state, which the kit refuses, by element, and once
  more in the whole. The kit resolves once (\`constructs/core/terraform-json.ts\`) and refuses a reference to another stack.
  Alone, at 1,000 models, medians of three runs in turns, 24 November 2026: 5.6 s and 258 MB
  before, 3.6 s and 240 MB after, the same bytes.
- Resources of the provider are imported one by one.
`;
}
