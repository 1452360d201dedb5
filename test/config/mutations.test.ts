import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseConfig } from '../../config/load';
import { ConfigError } from '../../config/problems';
import { type ConfigInput } from '../../config/schema';
import { errorOf } from './support';

const key = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,5})?$/);
const email = fc.constantFrom('a@acme.com', 'b@acme.com', 'c.d@acme.example.com');
const principals = fc.uniqueArray(
  email.map((address) => `group:${address}`),
  { maxLength: 3 },
);
const replicas = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));

const environment = fc.record(
  {
    project: fc.stringMatching(/^[a-z][a-z0-9-]{4,20}[a-z0-9]$/),
    stage: fc.constantFrom('experimentation' as const, 'staging' as const),
    labels: fc.dictionary(fc.constantFrom('team', 'cost-centre', 'owner'), fc.stringMatching(/^[a-z0-9_-]{0,20}$/)),
  },
  { requiredKeys: ['project', 'stage'] },
);

const model = fc.record(
  {
    description: fc.string({ maxLength: 40 }),
    group: key,
    serving: fc.record({ replicas, callers: principals }, { requiredKeys: [] }),
    alerts: fc.record({ latencyP95Ms: fc.integer({ min: 1, max: 9999 }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

/** What a person may write: all of it is valid. */
const validConfig: fc.Arbitrary<ConfigInput> = fc.record(
  {
    product: fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/),
    level: fc.constant(0 as const),
    region: fc.constantFrom('europe-west4' as const, 'us-east1' as const),
    environments: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]{1,7}$/), environment, { minKeys: 1, maxKeys: 3 }),
    state: fc.constant({ local: true }),
    people: fc.record({ dataScientists: principals, viewers: principals }, { requiredKeys: [] }),
    models: fc.dictionary(key, model, { maxKeys: 4 }),
    services: fc.uniqueArray(fc.constantFrom('dataflow.googleapis.com', 'pubsub.googleapis.com')),
    overrides: fc.dictionary(key, fc.dictionary(key, fc.dictionary(key, fc.constantFrom(1, 'x', true, [1], null)))),
  },
  { requiredKeys: ['product', 'level', 'region', 'environments', 'state'] },
);

type Path = (string | number)[];

/** Every place of a value below the root that the kit judges: `overrides` takes what Terraform takes. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path[0] === 'overrides') return path.length > 0 ? [path] : [];
  const inside = Object.entries(value).flatMap(([name, item]) =>
    placesOf(item, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return path.length > 0 ? [path, ...inside] : inside;
}

type Parent = Record<string | number, unknown>;
const parentOf = (root: unknown, path: Path) =>
  path.slice(0, -1).reduce<Parent>((at, part) => at[part] as Parent, root as Parent);

const STRANGE = [null, '', -1, 0.5, '!', true, [], {}, [[]], { a: 1 }, 'x'.repeat(600), Number.NaN];
const REQUIRED = ['product', 'level', 'region', 'environments', 'state', 'project', 'stage'];

function rename(parent: Parent, last: string | number): void {
  parent[`${last}_X!`] = parent[last];
  Reflect.deleteProperty(parent, last);
}

/** All problems of a text, each of which stands at a position in it. */
function problemsInside(yaml: string): ConfigError['problems'] {
  const error = errorOf(() => parseConfig('mlops.yaml', yaml));
  expect(error).toBeInstanceOf(ConfigError);
  const lines = yaml.split('\n');
  const { problems } = error as ConfigError;
  expect(problems.length).toBeGreaterThan(0);
  for (const { line = 0, column = 0 } of problems) {
    expect(line).toBeGreaterThan(0);
    expect(lines.length).toBeGreaterThanOrEqual(line);
    expect(column).toBeGreaterThan(0);
    expect((lines[line - 1] ?? '').length + 1).toBeGreaterThanOrEqual(column);
  }
  return problems;
}

const runs = { numRuns: 40 };

describe('any valid config', () => {
  test('loads, and keeps what was written', () => {
    fc.assert(
      fc.property(validConfig, (input) => {
        const { config } = parseConfig('mlops.yaml', stringify(input));
        expect(Object.keys(config.environments)).toEqual(Object.keys(input.environments));
        expect(config.product).toBe(input.product);
      }),
      runs,
    );
  });

  test('loads the same way from JSON', () => {
    fc.assert(
      fc.property(validConfig, (input) => {
        const fromYaml = parseConfig('mlops.yaml', stringify(input)).config;
        expect(parseConfig('mlops.yaml', JSON.stringify(input)).config).toEqual(fromYaml);
      }),
      runs,
    );
  });
});

describe('a valid config after one change', () => {
  test('names a key that was renamed, where it stands', () => {
    fc.assert(
      fc.property(validConfig, fc.nat(), (input, at) => {
        const changed = structuredClone(input);
        const places = placesOf(changed).filter((path) => typeof path.at(-1) === 'string');
        const place = places[at % places.length] as Path;
        rename(parentOf(changed, place), place.at(-1) as string);
        const named = problemsInside(stringify(changed)).map(({ path }) => path);
        expect(named.some((path) => path.includes(`${place.at(-1)}_X!`))).toBe(true);
      }),
      runs,
    );
  });

  test('names a required key that was removed', () => {
    fc.assert(
      fc.property(validConfig, fc.nat(), (input, at) => {
        const changed = structuredClone(input);
        const places = placesOf(changed).filter((path) => isRequired(path));
        const place = places[at % places.length] as Path;
        Reflect.deleteProperty(parentOf(changed, place), place.at(-1) as string);
        const messages = problemsInside(stringify(changed)).map(({ path, message }) => `${path}: ${message}`);
        expect(messages).toContain(`${place.join('.')}: missing`);
      }),
      runs,
    );
  });

  test('of any value to any other is either valid or a problem at a position', () => {
    fc.assert(
      fc.property(validConfig, fc.nat(), fc.constantFrom(...STRANGE), (input, at, value) => {
        const changed = structuredClone(input);
        const places = placesOf(changed);
        const place = places[at % places.length] as Path;
        parentOf(changed, place)[place.at(-1) as string] = value;
        if (isAccepted(stringify(changed))) return;
        problemsInside(stringify(changed));
      }),
      runs,
    );
  });
});

describe('any text', () => {
  test('is loaded or refused with a ConfigError, never anything else', () => {
    const pieces = fc.constantFrom(
      'product: ',
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!x ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%',
      '? ',
      '<<: ',
      '\t',
      '---\n',
      '0',
      ',',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        problemsInside(parts.join(''));
      }),
      { numRuns: 200 },
    );
  });

  test('cut off anywhere is refused at a position inside it', () => {
    fc.assert(
      fc.property(validConfig, fc.double({ min: 0, max: 0.3, noNaN: true }), (input, share) => {
        const yaml = stringify(input);
        problemsInside(yaml.slice(0, Math.floor(yaml.indexOf('state:') * share)));
      }),
      runs,
    );
  });
});

function isRequired(path: Path): boolean {
  const inEnvironment = path.length === 3 && path[0] === 'environments';
  return (path.length === 1 || inEnvironment) && REQUIRED.includes(String(path.at(-1)));
}

function isAccepted(yaml: string): boolean {
  try {
    parseConfig('mlops.yaml', yaml);
    return true;
  } catch {
    return false;
  }
}
