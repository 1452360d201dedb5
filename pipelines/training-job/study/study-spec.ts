import { type JsonTemplate } from '../../ir/graph';
import { type Mistakes } from '../mistakes';
import { checkParameters, holdsDouble } from './check';
import { type Children, type Parameter, type Parameters, type Scale } from './parameters';

/** What a tuning job looks for, and how. */
export interface Study {
  /** What the program reports, and whether more or less of it is better. https://pypi.org/project/cloudml-hypertune */
  readonly metrics: Readonly<Record<string, 'maximize' | 'minimize'>>;
  readonly parameters: Parameters;
  /** `grid` tries all values, and takes no double. @default - Vertex AI's, Bayesian optimization */
  readonly algorithm?: 'grid' | 'random';
  /** Which of several reports of a trial counts. @default best */
  readonly measurement?: 'best' | 'last';
}

const SCALES: Readonly<Record<Scale, string>> = {
  linear: 'UNIT_LINEAR_SCALE',
  log: 'UNIT_LOG_SCALE',
  'reverse-log': 'UNIT_REVERSE_LOG_SCALE',
};
const ALGORITHMS = { grid: 'GRID_SEARCH', random: 'RANDOM_SEARCH' } as const;
const PARENT_VALUES = {
  integer: 'parent_int_values',
  categorical: 'parent_categorical_values',
  discrete: 'parent_discrete_values',
} as const;

/** The inputs of the ready-made component that describe a study. */
export function studyInputs({ metrics, parameters, algorithm, measurement = 'best' }: Study, mistakes: Mistakes) {
  const names = Object.keys(metrics);
  if (names.length === 0) mistakes.add('metrics', 'there is nothing to look for', 'give at least one');
  for (const name of names.filter((each) => each === '' || /\s/.test(each)))
    mistakes.add('metrics', `"${name}": a name has no spaces`, 'use letters, digits, _ and -');
  checkParameters(parameters, mistakes.within('parameters'));
  if (algorithm === 'grid' && holdsDouble(parameters))
    mistakes.add('algorithm', 'grid cannot try all values of a double', 'make it discrete, or leave the algorithm out');
  return {
    study_spec_metrics: names.map((name) => ({ metric_id: name, goal: metrics[name]!.toUpperCase() })),
    study_spec_parameters: parameterSpecs(parameters),
    ...(algorithm && { study_spec_algorithm: ALGORITHMS[algorithm] }),
    study_spec_measurement_selection_type: `${measurement.toUpperCase()}_MEASUREMENT`,
  };
}

const parameterSpecs = (parameters: Parameters): JsonTemplate[] =>
  Object.entries(parameters).map(([name, parameter]) => ({ parameter_id: name, ...parameterSpec(parameter) }));

function parameterSpec(parameter: Parameter): { [key: string]: JsonTemplate } {
  const { type } = parameter;
  const values =
    type === 'double' || type === 'integer'
      ? { min_value: parameter.min, max_value: parameter.max }
      : { values: parameter.values };
  return {
    [`${type}_value_spec`]: values,
    ...(type !== 'categorical' && { scale_type: SCALES[parameter.scale ?? 'linear'] }),
    ...(type !== 'double' && parameter.children?.length && { conditional_parameter_specs: conditional(parameter) }),
  };
}

function conditional({ type, children = [] }: Exclude<Parameter, { type: 'double' }>): JsonTemplate[] {
  const each: readonly Children<string | number>[] = children;
  return each.flatMap(({ when, parameters }) =>
    parameterSpecs(parameters).map((parameter_spec) => ({ [PARENT_VALUES[type]]: { values: when }, parameter_spec })),
  );
}
