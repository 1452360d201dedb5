import { join, relative } from 'node:path';
import pc from 'picocolors';
import { type LocalRun } from './run';
import { type ConditionResult, type RunArtifact, type RunEvent, type RunRecord, type StepResult } from './run-record';
import { shortStep } from './step-name';

const STEP_WIDTH = 24;

/** What people look for, beside the HTML; the rest is for machines. */
const READABLE = ['system.Model', 'system.Markdown'];

function shown(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith('..') ? path : below;
}

function value(given: unknown): string {
  if (typeof given === 'number' && !Number.isInteger(given)) return given.toPrecision(4);
  return typeof given === 'string' ? given : JSON.stringify(given);
}

function finished(step: StepResult): string {
  const name = shortStep(step.step).padEnd(STEP_WIDTH);
  const time = step.seconds === undefined ? '' : `${step.seconds.toFixed(1).padStart(6)} s`;
  switch (step.state) {
    case 'SUCCEEDED':
      return `${pc.green('✓')} ${name} succeeded ${time}`;
    case 'FAILED':
      return `${pc.red('✗')} ${name} ${pc.red('failed')}    ${time}`;
    case 'CANCELED':
      return `${pc.yellow('■')} ${name} stopped   ${time}`;
    case 'SKIPPED':
      return pc.dim(`- ${name} skipped   (${step.reason})`);
  }
}

function gate(condition: ConditionResult): string {
  const values = Object.entries(condition.values).map(
    ([name, given]) => `${name.replace('--', '.')} = ${value(given)}`,
  );
  return `${condition.condition}: ${condition.result ? 'yes' : 'no'} (${values.join(', ')})`;
}

/** One line for the terminal about what has just happened; undefined when it needs none. */
export function eventLine(event: RunEvent): string | undefined {
  switch (event.event) {
    case 'step-started':
      return pc.dim(`  ${shortStep(event.step).padEnd(STEP_WIDTH)} started`);
    case 'step-finished':
      return finished(event);
    case 'condition':
      return `${pc.cyan('?')} ${shortStep(event.task).padEnd(STEP_WIDTH)} ${gate(event)}`;
    case 'run-finished':
      return undefined;
  }
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', pc.bold(title), ...lines.map((line) => `  ${line}`)] : [];
}

function metricLines(record: RunRecord): string[] {
  return record.metrics.flatMap(({ step, values }) => {
    const numbers = Object.entries(values).map(([name, given]) => `${name} ${value(given)}`);
    return numbers.length > 0 ? [`${shortStep(step)}: ${numbers.sort().join(', ')}`] : [];
  });
}

function artifactLines(artifacts: readonly RunArtifact[], folder: string): string[] {
  const readable = artifacts.filter((each) => each.sha256 && READABLE.includes(each.type));
  const lines = readable.map((each) => {
    const name = `${shortStep(each.step)} ${each.name}`.padEnd(STEP_WIDTH + 2);
    return `${name} ${each.type.slice('system.'.length).padEnd('Markdown'.length)} ${shown(each.uri)}`;
  });
  return [...lines, `all ${artifacts.length}: ${shown(join(folder, 'artifacts'))}`];
}

function failureLines(record: RunRecord): string[] {
  if (!record.failure) return [];
  const { step, message, log } = record.failure;
  const file = record.steps.find((each) => each.step === step)?.log;
  return [
    '',
    `${pc.red('error:')} step ${shortStep(step)}: ${message}`,
    ...log.map((line) => `  ${line}`),
    ...(file ? [`  all of it: ${shown(file)}`] : []),
  ];
}

/**
 * What a run came to: outputs, metrics, gates, where the artifacts are, and on failure the step with its last lines.
 * @param reports paths of its HTML pages: see htmlReports
 */
export function runSummary({ folder, record }: LocalRun, reports: readonly string[]): string {
  const colour = record.state === 'SUCCEEDED' ? pc.green : pc.red;
  return [
    '',
    `${pc.bold(record.runId)} ${colour(record.state.toLowerCase())} after ${record.seconds.toFixed(1)} s`,
    ...section(
      'Outputs',
      Object.entries(record.outputs).map(([name, given]) => `${name} = ${value(given)}`),
    ),
    ...section('Metrics', metricLines(record)),
    ...section('Gates', record.conditions.map(gate)),
    ...section('Artifacts', artifactLines(record.artifacts, folder)),
    ...section('Reports', reports.map(shown)),
    ...failureLines(record),
    '',
    `run ${shown(folder)}, logs ${shown(join(folder, 'logs'))}`,
  ].join('\n');
}
