import { compile, type PortContract, type Ports, toMermaid } from '../ir';
import { referencePipelines } from './index';

/** Everything below it is written by scripts/write-reference-pipelines.ts. */
const MARK = '<!-- Below this line: written by scripts/write-reference-pipelines.ts -->';

/** A page about a reference pipeline with its diagram, inputs and outputs brought up to date. */
export function withReference(page: string, name: string): string {
  const written = page.split(MARK)[0]!.trimEnd();
  const { pipeline } = referencePipelines[name]!;
  const diagram = `\`\`\`mermaid\n${toMermaid(compile(pipeline))}\`\`\``;
  const parts = [
    MARK,
    '## Tasks',
    diagram,
    '## Inputs',
    inputTable(pipeline.inputs),
    '## Outputs',
    outputList(pipeline.outputs),
  ];
  return `${[written, ...parts].join('\n\n')}\n`;
}

function inputTable(inputs: Ports): string {
  const rows = Object.entries(inputs).map(([name, port]) => {
    return `| \`${name}\` | ${port.type} | ${defaultOf(port)} | ${port.description ?? ''} |`;
  });
  return ['| input | type | default | what for |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const LONGEST_DEFAULT = 60;

function defaultOf(port: PortContract): string {
  if (port.kind === 'artifact' || port.default === undefined) return 'required';
  const text = JSON.stringify(port.default);
  return text.length > LONGEST_DEFAULT ? 'see pipeline.yaml' : `\`${text}\``;
}

function outputList(outputs: Ports): string {
  return Object.entries(outputs)
    .map(([name, { type }]) => `- \`${name}\`: ${type}`)
    .join('\n');
}
