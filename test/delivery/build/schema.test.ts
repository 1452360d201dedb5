import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Build, buildYaml, defineBuild } from '../../../delivery/build';
import { buildSchema } from '../../../delivery/build/schema/build';
import { problemsOfBuild } from '../../support/delivery/build-message';
import { type DiscoveryDocument, type DiscoverySchema, extractFile } from '../../support/discovery/extract';
import { everything } from './everything';

const { schemas } = JSON.parse(readFileSync(extractFile('cloudbuild.v1'), 'utf8')) as DiscoveryDocument;
const resolved = (schema: DiscoverySchema): DiscoverySchema => (schema.$ref ? schemas[schema.$ref]! : schema);

/** Given by whatever starts the build. */
const NOT_IN_A_FILE = ['source'];

/** Every field with its choices: `options.logging: LEGACY|...`. Fields that only Google sets are left out. */
function fieldsOfGoogle(schema: DiscoverySchema, at = ''): string[] {
  const { properties, items, enum: choices } = resolved(schema);
  if (items) return fieldsOfGoogle(items, `${at}[]`);
  if (choices)
    return [
      `${at}: ${choices
        .filter((each) => !each.endsWith('UNSPECIFIED'))
        .sort()
        .join('|')}`,
    ];
  if (!properties) return [at];
  return Object.entries(properties)
    .filter(([, each]) => !each.readOnly)
    .map(([key, each]) => [at ? `${at}.${key}` : key, each] as const)
    .filter(([path]) => !NOT_IN_A_FILE.includes(path))
    .flatMap(([path, each]) => fieldsOfGoogle(each, path));
}

function fieldsOfKit(schema: z.core.$ZodType, at = ''): string[] {
  if (schema instanceof z.ZodOptional) return fieldsOfKit(schema.unwrap(), at);
  if (schema instanceof z.ZodArray) return fieldsOfKit(schema.element, `${at}[]`);
  if (schema instanceof z.ZodEnum) return [`${at}: ${schema.options.map(String).sort().join('|')}`];
  if (!(schema instanceof z.ZodObject)) return [at];
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  return Object.entries(shape).flatMap(([key, each]) => fieldsOfKit(each, at ? `${at}.${key}` : key));
}

test("a build may hold exactly what a person may set of Google's message, with the same choices", () => {
  expect(fieldsOfKit(buildSchema).sort()).toEqual(fieldsOfGoogle({ $ref: 'Build' }).sort());
});

test.each(['Build', 'BuildStep'])('what only Google sets of %s is refused as such', (message) => {
  const readOnly = Object.entries(schemas[message]!.properties!).filter(([, { readOnly: only }]) => only);
  expect(readOnly.length).toBeGreaterThan(3);
  for (const [key] of readOnly) {
    const [step, ...rest] = everything.steps;
    const build =
      message === 'Build'
        ? { ...everything, [key]: 'x' }
        : { ...everything, steps: [{ ...step, [key]: 'x' }, ...rest] };
    expect(() => defineBuild('b', build as Build)).toThrow(`${key}: only Cloud Build sets it`);
  }
});

test('a build with every field is taken by the kit and by the schema of Google', () => {
  expect(defineBuild('everything', everything)).toBe(everything);
  expect(problemsOfBuild(buildYaml(everything))).toEqual([]);
});

test('it does have every field, besides those that exclude another', () => {
  const names = (value: unknown, at = ''): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => names(item, `${at}[]`));
    if (typeof value !== 'object' || value === null) return [at];
    return Object.entries(value).flatMap(([key, item]) => names(item, at ? `${at}.${key}` : key));
  };
  const had = new Set(names(everything));
  const all = fieldsOfKit(buildSchema).map((each) => each.split(':')[0]!.replace(/\[\]$/, ''));
  const missing = all.filter(
    (each) => ![...had].some((name) => name === each || name.startsWith(`${each}.`) || name.startsWith(`${each}[`)),
  );
  const excluded = [
    'artifacts.images',
    'dependencies[].empty',
    'options.defaultLogsBucketBehavior',
    'options.workerPool',
  ];
  expect(missing.sort()).toEqual(excluded);
});

test('what is no build does not pass the schema of Google', () => {
  const text = buildYaml(everything);
  expect(problemsOfBuild(text.replace('waitFor:', 'wait_for:'))).toEqual([
    'Build/steps/1 must NOT have additional properties {"additionalProperty":"wait_for"}',
  ]);
  expect(problemsOfBuild(text.replace('GCS_ONLY', 'GCS'))).toEqual([
    expect.stringContaining('Build/options/logging must be equal to one of the allowed values'),
  ]);
  expect(problemsOfBuild('steps: [{name: a, args: [on]}]')).toEqual([
    'readers of YAML 1.1 read it otherwise than those of 1.2',
  ]);
});
