/** Medians of one set of pipelines, in milliseconds. */
export interface Measured {
  readonly title: string;
  readonly pipelines: number;
  /** The KFP SDK, a Python process each, one after the other. */
  readonly sdk: number;
  /** The kit, one process for the whole set, start included. */
  readonly kit: number;
  /** The first compilation of the set inside that process. */
  readonly first: number;
  /** A later one. */
  readonly warm: number;
}

/** What docs/performance-pipelines.md promises: the kit takes at most this share of the SDK's time. */
const GOAL = 0.1;

function row({ title, pipelines, sdk, kit, first, warm }: Measured): string {
  const share = `${((100 * kit) / sdk).toFixed(1)} % (1/${(sdk / kit).toFixed(0)})`;
  const cells = [title, pipelines, `${(sdk / 1000).toFixed(1)} s`, `${(kit / 1000).toFixed(2)} s`, share];
  return `| ${[...cells, `${first.toFixed(0)} ms`, `${warm.toFixed(1)} ms`].join(' | ')} |`;
}

/** The measurements as Markdown. */
export function report(measured: readonly Measured[], machine: string): string {
  const met = measured.every(({ kit, sdk }) => kit <= GOAL * sdk);
  return `# Compiling pipelines: the kit beside the KFP SDK

Medians on ${machine}. Both sides take turns in every round. Measure again by \`npx ts-node bench/pipelines/compile.ts\`.

| set | pipelines | KFP SDK 2.17.0, a process each | kit, one process | share | of that, compiling | compiling again |
|---|---:|---:|---:|---:|---:|---:|
${measured.map(row).join('\n')}

The goal is a tenth: ${met ? 'met' : 'not met'}.

- **Equivalence programs** are written twice, in Python and in TypeScript (test/judges/pipelines/programs), and say the
  same. Each Python program is a file of its own, compiled by \`python program.py\`, as users of the SDK do.
- **Reference pipelines** exist in TypeScript only. For them the SDK just loads the finished spec and writes it, which is
  less work than compiling.
- The kit's process is the bundled program, as the mlops command is; its time includes the start of Node. Compiling again
  is what a long-lived process (a watcher, a test) pays for the whole set.
`;
}
