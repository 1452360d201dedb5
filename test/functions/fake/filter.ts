/** Filters of pipelineJobs.list, as far as its discovery document says: terms joined by AND. */

export interface Filterable {
  readonly createTime: string;
  readonly labels: Readonly<Record<string, string>>;
}

const TERM = /^(?:labels\.([a-z0-9_-]+)|(state|create_time)) ?(!=|<=|>=|=|<|>) ?"([^"]*)"$/;
const OPERATORS: Readonly<Record<string, (left: string, right: string) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

type Matcher = (job: Filterable, stateOf: () => string) => boolean;

export interface Filter {
  readonly matches: Matcher;
  /** Values of labels that it asks for. */
  readonly labels: readonly (readonly [string, string])[];
}

/** @throws Error for what the list does not support */
export function filterOf(text: string): Filter {
  const terms = text.split(' AND ');
  const matchers = terms.map(matcherOf);
  return {
    matches: (job, stateOf) => matchers.every((matches) => matches(job, stateOf)),
    labels: terms.flatMap((term) => {
      const [, label, , , value] = TERM.exec(term)!;
      return label === undefined ? [] : [[label, value!] as const];
    }),
  };
}

function matcherOf(term: string): Matcher {
  const [, label, field, operator, value] = TERM.exec(term) ?? [];
  const compare = OPERATORS[operator ?? ''];
  const unsupported = label !== undefined ? operator !== '=' : field === 'state' && !['=', '!='].includes(operator!);
  if (compare === undefined || unsupported) throw new Error(`unsupported filter: ${term}`);
  if (label !== undefined) return ({ labels }) => labels[label] === value;
  return field === 'state'
    ? (_, stateOf) => compare(stateOf(), value!)
    : ({ createTime }) => compare(createTime, value!);
}
