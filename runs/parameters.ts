import { type PipelineInputs } from './plan';
import { type ParameterValue } from './request';

/** One value that a pipeline does not take. */
export interface ParameterProblem {
  readonly parameter: string;
  readonly problem: 'unknown' | 'missing' | 'wrong-type';
  readonly given?: ParameterValue;
  /** What is allowed, in words. */
  readonly allowed: string;
}

const TYPES: Readonly<
  Record<PipelineInputs[string]['type'], { words: string; fits: (value: ParameterValue) => boolean }>
> = {
  STRING: { words: 'text', fits: (value) => typeof value === 'string' },
  NUMBER_INTEGER: { words: 'a whole number', fits: (value) => Number.isSafeInteger(value) },
  NUMBER_DOUBLE: { words: 'a number', fits: (value) => typeof value === 'number' && Number.isFinite(value) },
  BOOLEAN: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  LIST: { words: 'a list', fits: (value) => Array.isArray(value) },
  STRUCT: { words: 'a mapping', fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
};

/** What is wrong with parameters for a pipeline, in the order of the pipeline's inputs; unknown ones last. */
export function parameterProblems(
  inputs: PipelineInputs,
  parameters: Readonly<Record<string, ParameterValue>>,
): ParameterProblem[] {
  const known = Object.entries(inputs).flatMap(([parameter, { type, required }]): ParameterProblem[] => {
    const allowed = TYPES[type].words;
    if (!Object.hasOwn(parameters, parameter)) return required ? [{ parameter, problem: 'missing', allowed }] : [];
    const given = parameters[parameter]!;
    return TYPES[type].fits(given) ? [] : [{ parameter, problem: 'wrong-type', given, allowed }];
  });
  const allowed = Object.keys(inputs).join(', ');
  const unknown = Object.keys(parameters).filter((parameter) => !Object.hasOwn(inputs, parameter));
  return [
    ...known,
    ...unknown.map((parameter) => ({ parameter, problem: 'unknown' as const, given: parameters[parameter]!, allowed })),
  ];
}

/** One problem in words: `rows must be a whole number, not "many"`. */
export function parameterProblemText({ parameter, problem, given, allowed }: ParameterProblem): string {
  if (problem === 'missing') return `${parameter} is missing: ${allowed}`;
  if (problem === 'unknown') return `${parameter} is unknown: the pipeline has ${allowed || 'no parameters'}`;
  return `${parameter} must be ${allowed}, not ${JSON.stringify(given)}`;
}
