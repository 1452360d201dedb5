/** What is wrong with a config file, and how it is shown: on a terminal, or as JSON for programs. */
import pc from 'picocolors';

/** Keys and list indexes from the root of the file to a value. */
export type ConfigPath = readonly PropertyKey[];

/** One mistake in the config file. All texts are complete: nothing has to be looked up to show them. */
export interface Problem {
  /** The file, as the user named it. */
  readonly file: string;
  /** Line, from 1. Absent when the file itself could not be read. */
  readonly line?: number;
  /** Column, from 1. Absent when the file itself could not be read. */
  readonly column?: number;
  /** Path of the value, such as `models.churn.serving.replicas`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong, when the value given does not say it. */
  readonly message?: string;
  /** The value given, as one writes it in YAML; long values are cut. */
  readonly given?: string;
  /** What is allowed instead. */
  readonly allowed?: string;
  /** The likely fix. */
  readonly fix?: string;
}

/** The config file is wrong or can not be read. Nothing was written. The message holds all problems, ready to print. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems, { color: false }));
  }

  /** The form for `--json`. */
  toJSON(): { error: 'config'; problems: readonly Problem[] } {
    return { error: 'config', problems: this.problems };
  }
}

/** Orders problems as a reader meets them in the file. */
export function byPosition(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** `models.churn.serving.replicas[1]`; keys that are not plain words stand in brackets. */
export function pathText(path: ConfigPath): string {
  const text = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[\w-]+$/.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(part)}]`;
  });
  return text.join('').replace(/^\./, '');
}

/**
 * Two lines per problem and a closing line with their number.
 *
 * @param options.color Terminal colours. @default only when standard error is a terminal that supports them
 */
export function formatProblems(problems: readonly Problem[], options: { color?: boolean } = {}): string {
  const colors = pc.createColors(options.color ?? (Boolean(process.stderr.isTTY) && pc.isColorSupported));
  const lines = problems.flatMap((problem) => problemLines(problem, colors));
  return [...lines, colors.bold(summary(problems))].join('\n');
}

function problemLines(problem: Problem, colors: ReturnType<typeof pc.createColors>): string[] {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const what = [problem.message, problem.given === undefined ? undefined : `given ${problem.given}`];
  const help = [
    problem.allowed === undefined ? undefined : `allowed: ${problem.allowed}`,
    problem.fix === undefined ? undefined : colors.green(`fix: ${problem.fix}`),
  ].filter((part) => part !== undefined);
  const where = [colors.cyan(place), problem.path === '' ? undefined : colors.bold(problem.path)];
  const present = (parts: (string | undefined)[], separator: string) => parts.filter(Boolean).join(separator);
  const head = `${present(where, '  ')}: ${present(what, '; ')}`;
  return help.length === 0 ? [head] : [head, `    ${help.join('; ')}`];
}

function summary(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${count} in ${problems[0]?.file ?? 'the config'}; nothing was written`;
}
