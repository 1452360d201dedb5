import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../config/load';
import { ConfigError } from '../../../config/problems';
import { compilePipeline } from '../../../pipelines/kfp';
import { checkedTemplates } from '../../../stacks/runs/check-runs';
import { errorOf } from '../../config/support';

const folder = mkdtempSync(join(tmpdir(), 'mlops-runs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'mine.yaml'), compilePipeline('batch-prediction'));
writeFileSync(join(folder, 'notes.yaml'), 'pipelineInfo: { name: notes }\n');
writeFileSync(join(folder, 'broken.yaml'), 'a: [');

const IMAGE = `europe-west4-docker.pkg.dev/acme-churn-dev/images/steps@sha256:${'a'.repeat(64)}`;

/** Lines 6 and on are the test's own. */
const config = (lines: string, level = 1, dev = '') => `product: churn
level: ${level}
region: europe-west4
environments: { dev: { project: acme-churn-dev, stage: experimentation${dev} } }
state: { local: true }
${lines}`;
const withImage = (lines: string) => `pipelines: { image: '${IMAGE}' }\n${lines}`;

const check = (yaml: string) => checkedTemplates(parseConfig(join(folder, 'mlops.yaml'), yaml));
const problemsOf = (yaml: string): string[] => {
  const error = errorOf(() => check(yaml));
  expect(error).toBeInstanceOf(ConfigError);
  return error.message.replaceAll(`${folder}/`, '').split('\n').slice(0, -1);
};

describe('runs of a configuration', () => {
  test.each([
    [
      'an unknown pipeline',
      withImage('models: { churn: { pipeline: tabular-trainin } }'),
      [
        'mlops.yaml:7:30  models.churn.pipeline: there is no such pipeline; given "tabular-trainin"',
        '    allowed: tabular-training, batch-prediction, model-monitoring, hyperparameter-tuning, promotion, vertex-automl-tabular, vertex-custom-training, bigquery-ml; fix: write "tabular-training"',
      ],
    ],
    [
      'a compiled pipeline that is not there',
      withImage('models: { churn: { pipeline: other.yaml } }'),
      [
        'mlops.yaml:7:30  models.churn.pipeline: there is no such file; given "other.yaml"',
        '    fix: compile it there, or correct the path, which starts at the folder of the configuration',
      ],
    ],
    ...['notes.yaml', 'broken.yaml'].map((file): [string, string, string[]] => [
      `a file that holds something else: ${file}`,
      withImage(`models: { churn: { pipeline: ${file} } }`),
      [
        `mlops.yaml:7:30  models.churn.pipeline: the file is no compiled KFP pipeline; given "${file}"`,
        '    fix: compile it with the KFP SDK 2, or by `mlops compile`',
      ],
    ]),
    [
      'a parameter that the pipeline does not have',
      withImage('models: { churn: { parameters: { learning_rat: 0.1 } } }'),
      [
        'mlops.yaml:7:34  models.churn.parameters.learning_rat: tabular-training has no such parameter',
        expect.stringMatching(/^ {4}allowed: learning_rate, .*; fix: write "learning_rate"$/) as string,
      ],
    ],
    [
      'a parameter of another type',
      withImage('models: { churn: { parameters: { learning_rate: fast } } }'),
      [
        'mlops.yaml:7:49  models.churn.parameters.learning_rate: tabular-training takes another type; given "fast"',
        '    allowed: a number; fix: write an allowed value',
      ],
    ],
    [
      'a parameter of monitoring of another type',
      withImage('models: { churn: { monitoring: { parameters: { min_rows: many } } } }'),
      [
        'mlops.yaml:7:58  models.churn.monitoring.parameters.min_rows: model-monitoring takes another type; given "many"',
        '    allowed: a whole number; fix: write an allowed value',
      ],
    ],
    [
      'a common parameter that no pipeline has',
      `pipelines: { image: '${IMAGE}', parameters: { colour: red } }\nmodels: { churn: {} }`,
      [
        'mlops.yaml:6:166  pipelines.parameters.colour: no pipeline of any model has such a parameter',
        '    fix: remove it',
      ],
    ],
    [
      'a model that no image serves',
      'models: { churn: {} }',
      [
        'mlops.yaml:6:11  models.churn: tabular-training registers a model that no image serves',
        '    allowed: pipelines.image, or parameters.serving_image of the model; fix: build and push pipelines/image (its README says how), and name it by digest in pipelines.image',
      ],
    ],
  ])('are refused with %s', (_, lines, problems) => {
    expect(problemsOf(config(lines))).toEqual(problems);
  });

  test('are refused once for a mistake that shows in every environment, at the place of the value', () => {
    const lines = withImage('models: { churn: {} }');
    expect(problemsOf(config(lines, 1, ', parameters: { seed: x }'))).toEqual([
      'mlops.yaml:4:93  environments.dev.parameters.seed: tabular-training takes another type; given "x"',
      '    allowed: a whole number; fix: write an allowed value',
    ]);
  });

  test('are not looked at below level 1, where nothing runs', () => {
    expect(() => check(config('models: { churn: { pipeline: none } }', 0))).not.toThrow();
  });

  test('take a compiled pipeline from a path that starts at the configuration', () => {
    const templates = check(config('models: { churn: { pipeline: ./mine.yaml } }'));
    expect(templates.of('./mine.yaml')).toMatchObject({
      name: 'batch-prediction',
      yaml: compilePipeline('batch-prediction'),
    });
  });
});
