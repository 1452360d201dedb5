import { type Mistakes } from '../mistakes';
import { type CategoricalParameter, type Children, type Parameter, type Parameters } from './parameters';

const MOST_VALUES = 1000;

/** Checks parameters and, below them, their children. */
export function checkParameters(parameters: Parameters, mistakes: Mistakes): void {
  const names = Object.keys(parameters);
  if (names.length === 0) mistakes.add('', 'there is nothing to tune', 'give at least one parameter');
  for (const [name, parameter] of Object.entries(parameters)) {
    const at = mistakes.within(name);
    if (/\s/.test(name) || name === '') at.add('', 'a name has no spaces', 'use letters, digits, _ and -');
    checkValues(parameter, at);
    if (parameter.type !== 'double') checkChildren(name, parameter, at);
  }
}

function checkValues(parameter: Parameter, mistakes: Mistakes): void {
  const { type } = parameter;
  if (type === 'categorical') return checkCategories(parameter, mistakes);
  const bounds = type === 'discrete' ? parameter.values : [parameter.min, parameter.max];
  const whole = type === 'integer';
  const odd = bounds.find((value) => (whole ? !Number.isSafeInteger(value) : !Number.isFinite(value)));
  if (odd !== undefined) return mistakes.add('', `${odd} is no ${whole ? 'whole ' : ''}number`);
  if (type !== 'discrete' && parameter.min >= parameter.max)
    mistakes.add('min', `is not below max: ${parameter.min} and ${parameter.max}`, 'give a range of values');
  if (type === 'discrete') checkDiscrete(bounds, mistakes);
  const { scale = 'linear' } = parameter;
  if (scale !== 'linear' && bounds.some((value) => value <= 0))
    mistakes.add(
      'scale',
      `${scale} needs values above 0, given ${Math.min(...bounds)}`,
      'write linear, or leave it out',
    );
}

function checkCategories({ values }: CategoricalParameter, mistakes: Mistakes): void {
  if (values.length === 0) mistakes.add('values', 'there are none', 'give at least one');
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) mistakes.add('values', `"${twice}" is there twice`, 'leave one out');
}

function checkDiscrete(values: readonly number[], mistakes: Mistakes): void {
  if (values.length === 0) mistakes.add('values', 'there are none', 'give at least one');
  if (values.length > MOST_VALUES)
    mistakes.add('values', `takes at most ${MOST_VALUES} values, given ${values.length}`);
  const ascending = [...new Set(values)].sort((a, b) => a - b);
  if (ascending.join() !== values.join())
    mistakes.add('values', 'must ascend, each value once', `write ${ascending.join(', ')}`);
}

function checkChildren(name: string, parameter: Exclude<Parameter, { type: 'double' }>, mistakes: Mistakes): void {
  const taken = new Map<string, (string | number)[]>();
  const children: readonly Children<string | number>[] = parameter.children ?? [];
  for (const [index, child] of children.entries()) {
    const at = mistakes.within(`children[${index}]`);
    if (child.when.length === 0) at.add('when', `names no value of ${name}`, 'give at least one');
    for (const value of child.when)
      if (!possible(parameter, value)) at.add('when', `${name} is never ${value}`, `it is ${range(parameter)}`);
    for (const inner of Object.keys(child.parameters)) {
      const earlier = taken.get(inner) ?? [];
      const both = child.when.find((value) => earlier.includes(value));
      if (both !== undefined) at.add(inner, `is there twice when ${name} is ${both}`, 'leave one of them out');
      taken.set(inner, [...earlier, ...child.when]);
    }
    checkParameters(child.parameters, at);
  }
}

function possible(parameter: Exclude<Parameter, { type: 'double' }>, value: string | number): boolean {
  if (parameter.type !== 'integer') return (parameter.values as readonly (string | number)[]).includes(value);
  return Number.isInteger(value) && Number(value) >= parameter.min && Number(value) <= parameter.max;
}

function range(parameter: Exclude<Parameter, { type: 'double' }>): string {
  return parameter.type === 'integer' ? `${parameter.min} to ${parameter.max}` : parameter.values.join(', ');
}

/** Whether a double is among parameters, at any depth: grid search cannot try them all. */
export function holdsDouble(parameters: Parameters): boolean {
  return Object.values(parameters).some((parameter) => {
    const children: readonly Children<unknown>[] = parameter.children ?? [];
    return parameter.type === 'double' || children.some((child) => holdsDouble(child.parameters));
  });
}
