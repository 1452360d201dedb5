import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mlops, root } from '../support/outside-judges';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What `--help` says, for each command once. */
const helps = new Map<string, string>();

function helpOf(...command: string[]): string {
  const key = command.join(' ');
  if (!helps.has(key)) helps.set(key, mlops([...command, '--help']).stdout);
  return helps.get(key)!;
}

const commandsOf = (help: string): string[] =>
  [...(help.split('\nCommands:\n')[1] ?? '').split('\n\n')[0]!.matchAll(/^ {2}([a-z]\S*)/gm)].map((match) => match[1]!);
const optionsOf = (help: string): string[] => help.match(/(?<=^ {2}(?:-\w, )?)--?[a-z][a-z-]*/gm) ?? [];

/** Why a line that somebody may type is refused; undefined when it is not, or starts none of our commands. */
export function refusalOf(line: string): string | undefined {
  const [first, ...rest] = line.split(/\s+/);
  if (first === 'npm') return refusalOfNpm(rest);
  if (first === 'npx' && rest[0] === 'mlops') return refusalOfMlops(rest.slice(1));
  return first === 'mlops' ? refusalOfMlops(rest) : undefined;
}

function refusalOfNpm([verb, name]: string[]): string | undefined {
  const script = verb === 'run' ? name : ['start', 'test'].includes(verb!) ? verb : undefined;
  return script === undefined || script in scripts ? undefined : `package.json has no script "${script}"`;
}

function refusalOfMlops(words: readonly string[]): string | undefined {
  const path = commandPath(words);
  const [next] = words.slice(path.length);
  const help = helpOf(...path);
  const known = commandsOf(help).filter((name) => name !== 'help');
  // A name in capitals or in dots stands for any.
  if (known.length > 0 && next !== undefined && /^[a-z]/.test(next)) return `mlops has no command "${next}"`;
  const given = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0]!);
  const options = [...optionsOf(help), ...(path.length === 0 ? ['--help', '--version'] : ['--help'])];
  const unknown = given.find((option) => !options.includes(option) && !help.includes(`, ${option} `));
  return unknown && `mlops ${path.join(' ')} has no option ${unknown}`;
}

/** The command that the words name: `synth`, or `config schema`. */
function commandPath(words: readonly string[], path: readonly string[] = []): readonly string[] {
  const next = words[path.length];
  const known = next === undefined ? [] : commandsOf(helpOf(...path));
  return next !== undefined && known.includes(next) ? commandPath(words, [...path, next]) : path;
}
