import { parseConfig } from '../../config/load';
import { ConfigError, formatProblems } from '../../config/problems';
import { changed, plus } from './malformed/minimal';
import { errorOf } from './support';

const load = (yaml: string, level?: number) => parseConfig('mlops.yaml', yaml, { level });

describe('a valid config', () => {
  test('of five keys gets every default', () => {
    const { config } = load(plus('models: { churn: {} }'));
    expect(config.models.churn?.serving.replicas).toEqual([1, 2]);
    expect(config.network.range).toBe('10.10.0.0/20');
    expect(config.workspace.source).toEqual({ host: 'none' });
    expect(config.people).toEqual({ dataScientists: [], mlEngineers: [], viewers: [] });
  });

  test('may share values by anchors', () => {
    const { config } = load(plus('models:\n  a: { serving: &one { replicas: [2, 3] } }\n  b: { serving: *one }'));
    expect(config.models.b?.serving).toEqual(config.models.a?.serving);
  });

  test('reads no and on as text, as YAML 1.2 does', () => {
    expect(load(plus('labels: { country: no, state: on }')).config.labels).toEqual({ country: 'no', state: 'on' });
  });

  test('with a thousand models that share one anchor stays within the limit of aliases', () => {
    const models = Array.from(
      { length: 1000 },
      (_, index) => `  m${index}: { serving: ${index ? '*s' : '&s { replicas: [1, 3] }'} }`,
    );
    expect(Object.keys(load(plus(['models:', ...models].join('\n'))).config.models)).toHaveLength(1000);
  });
});

describe('the level asked for', () => {
  test('goes before the level of the file', () => {
    expect(load(changed({ level: 'level: 2' }), 0).config.level).toBe(0);
  });

  test('is refused when the file does not say what it needs, at the level of the file', () => {
    expect(errorOf(() => load(plus(''), 2)).message.split('\n')).toEqual([
      'mlops.yaml:2:8  level: nothing says where level 2 builds and from which repository; given 2',
      '    allowed: level 2 beside delivery; fix: add delivery: { project: PROJECT }, or stay at level 1',
      '1 problem in mlops.yaml; nothing was written',
    ]);
  });
});

describe('where a value stands', () => {
  const { source } = load(plus('models:\n  churn:\n    serving:\n      replicas: [1, 5]'));

  test.each([
    ['a value in a block', ['product'], { line: 1, column: 10 }],
    ['a value in braces', ['environments', 'dev', 'project'], { line: 4, column: 33 }],
    ['a list item', ['models', 'churn', 'serving', 'replicas', 1], { line: 9, column: 21 }],
    ['a block, by its key', ['models', 'churn'], { line: 7, column: 3 }],
    [
      'what is not there, by its parent',
      ['models', 'churn', 'serving', 'requestLogging', 'sampling'],
      { line: 8, column: 5 },
    ],
    ['what is nowhere, by the start of the file', ['nothing'], { line: 1, column: 1 }],
  ])('is found for %s', (_, path, position) => {
    expect(source.locate(path)).toEqual(position);
  });

  test('is part of a problem that a later check raises', () => {
    const problem = source.problem(['models', 'churn', 'team'], {
      message: 'no',
      given: ['x'],
      allowed: 'y',
      fix: 'z',
    });
    expect(new ConfigError([problem]).message.split('\n')).toEqual([
      'mlops.yaml:7:3  models.churn.team: no; given ["x"]',
      '    allowed: y; fix: z',
      '1 problem in mlops.yaml; nothing was written',
    ]);
  });

  test('leads through an alias to what it stands for', () => {
    const aliased = load(plus('models:\n  a: { serving: &one { replicas: [2, 3] } }\n  b: { serving: *one }')).source;
    expect(aliased.locate(['models', 'b', 'serving', 'replicas'])).toEqual({ line: 7, column: 34 });
  });
});

describe('a ConfigError', () => {
  const error = errorOf(() => load(changed({ region: 'region: europe-wst4' }))) as ConfigError;

  test('has a JSON form for programs', () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      error: 'config',
      problems: [
        {
          file: 'mlops.yaml',
          line: 3,
          column: 9,
          path: 'region',
          given: '"europe-wst4"',
          allowed: 'europe-west4, europe-west1, europe-west2, europe-west3, europe-west6, ... (43 in all)',
          fix: 'write "europe-west4"',
        },
      ],
    });
  });

  test('is coloured only on demand, with the same text', () => {
    const coloured = formatProblems(error.problems, { color: true });
    expect(coloured).toContain('\x1b[');
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(error.message);
  });
});
