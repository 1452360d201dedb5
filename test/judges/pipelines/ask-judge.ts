import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PipelineSpec } from '../../../pipelines/ir';
import { pythonEnvironment } from '../../../pipelines/local/python-env';

export interface RunRequest {
  readonly id: string;
  readonly yaml: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface JudgeRequest {
  readonly compile?: true;
  /** YAML texts to parse strictly. */
  readonly parse?: readonly string[];
  readonly run?: readonly RunRequest[];
  /** Let the local runner reuse outputs. */
  readonly cache?: true;
}

export interface JudgeAnswer {
  /** By the program's name, as the KFP SDK compiles it; the spec as PyYAML reads it. */
  readonly compiled: Readonly<Record<string, { readonly yaml: string; readonly spec: PipelineSpec }>>;
  /** What is wrong, or the spec as PyYAML reads it; in the order of the request. */
  readonly parsed: readonly { readonly error: string | null; readonly spec?: PipelineSpec }[];
  /** Artifacts that tasks promised and did not write. */
  readonly missing: readonly string[];
  readonly ran: Readonly<Record<string, { readonly outputs?: object; readonly error?: string; readonly log: string }>>;
}

/** Asks judge.py, in one Python process. */
export async function askJudge(request: JudgeRequest): Promise<JudgeAnswer> {
  const python = await pythonEnvironment();
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-judge-'));
  const write = (text: string, name: string): string => {
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, text);
    return path;
  };
  const parse = (request.parse ?? []).map((text, index) => write(text, `parse-${index}`));
  const run = (request.run ?? []).map((each, index) => ({ ...each, yaml: write(each.yaml, `run-${index}`) }));
  const stdin = JSON.stringify({ ...request, parse, run });
  const options = { input: stdin, encoding: 'utf8' as const, maxBuffer: 1 << 28 };
  const stdout = answerOf(python, options);
  const answer = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{"parsed"') + 1)) as JudgeAnswer;
  const parsed = parse.map(
    (path) => (answer.parsed as unknown as Record<string, JudgeAnswer['parsed'][number]>)[path]!,
  );
  return { ...answer, parsed };
}

/** The error of a failed process holds itself, which no report can be written of: it is not passed on as the cause. */
function answerOf(python: string, options: { input: string; encoding: 'utf8'; maxBuffer: number }): string {
  try {
    return execFileSync(python, [join(__dirname, 'judge.py')], options);
  } catch (error) {
    // eslint-disable-next-line preserve-caught-error -- see above
    throw new Error(`judge.py failed: ${(error as Error).message.slice(0, 2000)}`);
  }
}
