import { isAbsolute, relative } from 'node:path';
import pc from 'picocolors';
import { ConfigError, formatProblems, type Problem } from '../config/problems';
import { ValidationError } from '../constructs/core/errors';
import { EventsError } from './simulation/events-error';

/** Exit codes of the command: scripts rely on them. */
export const EXIT = { ok: 0, unexpected: 1, badInput: 2, interrupted: 130, terminated: 143 } as const;

/** Options that do not go together, or name something that can not be used. */
export class UsageError extends Error {}

/** Something outside that the command relies on, Terraform or Google Cloud, said no. */
export class OutsideError extends Error {}

/** A signal ended the command. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted (${signal}); nothing was written`);
  }
}

/** What went wrong, as plain data: it travels between threads, and `--json` prints it as it is. */
export interface Failure {
  readonly error: 'usage' | 'config' | 'events' | 'stacks' | 'outside' | 'system' | 'interrupted' | 'unexpected';
  readonly problems: readonly (Problem | string)[];
  /** The places in the user's own code that led to it, innermost first: file:line:column. */
  readonly at?: readonly string[];
  readonly exitCode: number;
}

/** A failure that was found in another thread. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.problems.map((problem) => (typeof problem === 'string' ? problem : problem.message)).join('; '));
  }
}

/** A mistake in the input is never a stack trace; a mistake in code says where in the user's code it is. */
export function failureOf(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof FailureError) return error.failure;
  if (error instanceof ConfigError) return { error: 'config', problems: error.problems, exitCode: EXIT.badInput };
  if (error instanceof EventsError) return { error: 'events', problems: error.problems, exitCode: EXIT.badInput };
  if (error instanceof UsageError) return { error: 'usage', problems: [error.message], exitCode: EXIT.badInput };
  if (error instanceof OutsideError) return { error: 'outside', problems: [error.message], exitCode: EXIT.unexpected };
  if (error instanceof Interrupted) return interrupted(error);
  const system = systemText(error);
  if (system !== undefined) return { error: 'system', problems: [system], exitCode: EXIT.unexpected };
  const at = ownFrames(error);
  if (error instanceof ValidationError) {
    const problems = error.problems.map((problem) => `${error.scope.node.path || 'the app'}: ${problem}`);
    return { error: 'stacks', problems, at, exitCode: EXIT.badInput };
  }
  return { error: 'unexpected', problems: [error.message], at, exitCode: EXIT.unexpected };
}

/** Says what went wrong, on standard error, and returns the exit code. */
export function reportFailure(thrown: unknown, options: { json?: boolean } = {}): number {
  const { exitCode, ...failure } = failureOf(thrown);
  process.stderr.write(`${options.json ? JSON.stringify(failure, null, 2) : failureText(failure)}\n`);
  return exitCode;
}

function failureText({ problems, at = [] }: Omit<Failure, 'exitCode'>): string {
  const colors = pc.createColors(Boolean(process.stderr.isTTY) && pc.isColorSupported);
  const located = problems.filter((problem) => typeof problem !== 'string');
  if (located.length > 0) return formatProblems(located);
  const lines = problems.map((problem) => `${colors.red('error:')} ${String(problem)}`);
  return [...lines, ...at.map((place) => `    at ${place}`)].join('\n');
}

const interrupted = (error: Interrupted): Failure => ({
  error: 'interrupted',
  problems: [error.message],
  exitCode: error.signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated,
});

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such file or folder',
};

/** An error of the operating system in words; undefined for any other. */
function systemText({ code, path, syscall }: NodeJS.ErrnoException): string | undefined {
  if (code === undefined || syscall === undefined) return undefined;
  return `${path ?? 'a file'}: ${syscall} failed: ${REASONS[code] ?? code}`;
}

const FRAME = /(?:^|\s|\()((?:file:\/\/)?\/[^()]+?):(\d+):(\d+)\)?$/;
const NOT_OWN = /\/node_modules\/|\/(dist|bin)\/[\w.-]+\.m?js$/;
const SHOWN_FRAMES = 8;

/** The places in the user's own code that led to an error, innermost first. */
export function ownFrames(error: Error, cwd = process.cwd()): string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const frames = lines.flatMap((line) => {
    const [, url, row, column] = FRAME.exec(line) ?? [];
    const file = url?.replace(/^file:\/\//, '');
    if (file === undefined || NOT_OWN.test(file)) return [];
    const path = relative(cwd, file);
    return `${path.startsWith('..') || isAbsolute(path) ? file : path}:${row}:${column}`;
  });
  return frames.slice(0, SHOWN_FRAMES);
}
