import { closest, distance } from 'fastest-levenshtein';
import { type ParameterType, type PipelineInput } from './compiled-pipeline';
import { LocalRunError } from './errors';
import { fromProject } from './project-root';

/** What each type takes, in the words of errors and help. */
export const TYPE_WORDS: Readonly<Record<ParameterType, string>> = {
  STRING: 'text',
  NUMBER_INTEGER: 'a whole number',
  NUMBER_DOUBLE: 'a number',
  BOOLEAN: 'true or false',
  LIST: 'a JSON list, as in [1, 2]',
  STRUCT: 'a JSON object, as in {"a": 1}',
};

const FITS: Readonly<Record<ParameterType, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  NUMBER_INTEGER: (value) => Number.isSafeInteger(value),
  NUMBER_DOUBLE: (value) => typeof value === 'number' && Number.isFinite(value),
  BOOLEAN: (value) => typeof value === 'boolean',
  LIST: (value) => Array.isArray(value),
  STRUCT: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** The most edits between a mistyped name and a suggestion. */
const SUGGESTION_DISTANCE = 4;

/** The name that was probably meant, when one is near enough. */
export function suggestion(given: string, known: readonly string[]): string | undefined {
  const nearest = known.length > 0 ? closest(given, known) : undefined;
  return nearest && distance(given, nearest) <= Math.min(SUGGESTION_DISTANCE, given.length) ? nearest : undefined;
}

function fromText(text: string, type: ParameterType): unknown {
  if (type === 'STRING') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new LocalRunError(`--param ${pair}: write it as name=value, as in --param month=7`, 2);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function unknown(pipeline: string, name: string, known: readonly string[]): string {
  const meant = suggestion(name, known);
  const allowed = known.length > 0 ? `it takes ${known.join(', ')}` : 'it takes none';
  return `${pipeline} has no parameter "${name}"${meant ? ` (did you mean "${meant}"?)` : ''}: ${allowed}`;
}

/**
 * The arguments of one run: what the file and the command line give, over the defaults.
 * @param pairs `name=value`, each read as the parameter's type; they win over the file
 * @param file values by name, as a YAML or JSON file holds them
 * @throws LocalRunError with everything that is unknown, ill-typed or missing
 */
export function runArguments(
  pipeline: string,
  inputs: readonly PipelineInput[],
  pairs: readonly string[],
  file: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const byName = new Map(inputs.map((input) => [input.name, input]));
  const names = [...byName.keys()];
  const given = new Map(Object.entries(file));
  for (const [name, text] of pairs.map(split)) given.set(name, fromText(text, byName.get(name)?.type ?? 'STRING'));
  const problems: string[] = [];
  for (const [name, value] of given) {
    const input = byName.get(name);
    if (!input) problems.push(unknown(pipeline, name, names));
    else if (!FITS[input.type](value)) {
      problems.push(
        `parameter "${name}" of ${pipeline} takes ${TYPE_WORDS[input.type]}, given: ${JSON.stringify(value)}`,
      );
    }
  }
  for (const input of inputs.filter((each) => each.required && !given.has(each.name))) {
    problems.push(
      `${pipeline} needs parameter "${input.name}", ${TYPE_WORDS[input.type]}: add --param ${input.name}=...`,
    );
  }
  if (problems.length > 0) throw new LocalRunError(problems.join('\n'), 2);
  const withDefault = inputs.filter((input) => input.default !== undefined);
  return Object.fromEntries([...withDefault.map((input) => [input.name, fromProject(input.default)]), ...given]);
}
