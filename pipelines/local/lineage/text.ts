import { relative } from 'node:path';
import { brief } from '../brief';
import { shortStep } from '../step-name';
import { type ArtifactNode, type LineageAnswer, type StepNode } from './answer';

const HASH_DIGITS = 12;

const short = (hash: string | null): string => (hash ? `sha256 ${hash.slice(0, HASH_DIGITS)}` : 'no content');

function place(uri: string): string {
  if (!uri.startsWith('/')) return uri;
  const below = relative(process.cwd(), uri);
  return below.startsWith('..') ? uri : below;
}

function values(parameters: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${brief(value)}`);
  return pairs.length > 0 ? pairs.join(' ') : 'none';
}

function artifactLine(node: ArtifactNode): string {
  const kind = [node.type.split('.').at(-1), node.version].filter(Boolean).join(' ');
  return `${node.name} (${kind}) ${place(node.uri)} ${short(node.sha256)}${node.repeated ? ' (see above)' : ''}`;
}

interface Line {
  readonly text: string;
  readonly below: readonly Line[];
}

function stepLine(node: StepNode, verb: string): Line {
  const text = `${verb} ${shortStep(node.step)} of ${node.run}`;
  if (node.repeated) return { text: `${text} (see above)`, below: [] };
  const parameters = { text: `parameters: ${values(node.parameters)}`, below: [] };
  const artifacts = node.artifacts.map((each) => artifact(each, verb));
  return { text: `${text}, code ${node.component} ${short(node.codeSha256)}`, below: [parameters, ...artifacts] };
}

function artifact(node: ArtifactNode, verb: string): Line {
  return { text: artifactLine(node), below: node.steps.map((step) => stepLine(step, verb)) };
}

function draw(lines: readonly Line[], indent: string): string[] {
  return lines.flatMap((line, index) => {
    const last = index === lines.length - 1;
    const own = `${indent}${last ? '└─ ' : '├─ '}${line.text}`;
    return [own, ...draw(line.below, `${indent}${last ? '   ' : '│  '}`)];
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
}

/** The answer as a tree, and below it the short form of what was asked. */
export function lineageText(answer: LineageAnswer): string {
  const root = artifact(answer.tree, answer.direction === 'backward' ? 'made by' : 'used by');
  const lines = [root.text, ...draw(root.below, '')];
  if (answer.direction === 'forward') {
    const models = answer.models.map(
      (node) => `${node.run}  ${node.version ?? node.name}  ${place(node.uri)}  ${short(node.sha256)}`,
    );
    return [...lines, ...section('Models it reached:', models.length > 0 ? models : ['none'])].join('\n');
  }
  const code = answer.code.map(
    (each) => `${each.run} ${shortStep(each.step)}: ${each.component} ${short(each.codeSha256)}`,
  );
  const parameters = Object.entries(answer.parameters).map(([run, given]) => `${run}: ${values(given)}`);
  return [
    ...lines,
    ...section(
      'Data:',
      answer.data.map((node) => `${place(node.uri)}  ${short(node.sha256)}`),
    ),
    ...section('Code (sources in pipeline.yaml of each run):', code),
    ...section('Parameters:', parameters),
  ].join('\n');
}
