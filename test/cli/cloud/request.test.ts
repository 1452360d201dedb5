import { readFileSync, writeFileSync } from 'node:fs';
import { manualRun, type ManualRunOptions } from '../../../cli/cloud/manual-run';
import { runsToAskFor, TOPIC } from './options';

const { config, options } = runsToAskFor();
const run = (pipeline: string, more?: Partial<ManualRunOptions>) => manualRun(pipeline, options(more));

test('is for the purpose that the model has the pipeline for, to the topic of the environment', () => {
  expect(run('counting', { pairs: ['month=7'], values: { place: 'there', month: 1 }, detail: 'July' })).toEqual({
    environment: 'dev',
    project: 'shop-project-dev',
    topic: TOPIC,
    pipeline: 'counting',
    request: {
      version: 1,
      model: 'churn',
      purpose: 'training',
      reason: 'manual',
      event: 'manual:1',
      detail: 'July',
      parameters: { month: 7, place: 'there' },
      ignoreCooldown: false,
    },
  });
  expect(run('watching.yaml', { ignoreCooldown: true }).request).toMatchObject({
    purpose: 'monitoring',
    parameters: {},
    ignoreCooldown: true,
  });
});

test.each<[string, string, Partial<ManualRunOptions>, string]>([
  ['an unknown pipeline', 'countin', {}, 'churn has no pipeline "countin"; did you mean "counting"?'],
  ['no model of several', 'counting', { model: undefined }, 'choose one by --model: churn, demand'],
  ['an unknown environment', 'counting', { environment: 'prod' }, '--environment prod: there is none of that name'],
  ['an unknown parameter', 'counting', { pairs: ['monht=7'] }, 'no parameter "monht" (did you mean "month"?)'],
  [
    'a parameter of another type',
    'counting',
    { values: { month: 'July' } },
    '"month" of counting takes a whole number',
  ],
  ['an endless event', 'counting', { event: 'x'.repeat(5000) }, 'the request is refused: event:'],
  ['too much', 'counting', { values: { place: 'x'.repeat(300_000) } }, 'at most 262144 are taken'],
])('%s is refused', (_, pipeline, more, message) => {
  expect(() => run(pipeline, more)).toThrow(message);
});

test('is for the only model when none is named', () => {
  writeFileSync(config(), readFileSync(config(), 'utf8').replace(/ {2}demand:[^]*/, ''));
  expect(run('counting', { model: undefined }).request.model).toBe('churn');
});

test('is refused at level 0, where nothing listens', () => {
  writeFileSync(config(), readFileSync(config(), 'utf8').replace('level: 1', 'level: 0'));
  expect(() => run('counting')).toThrow('is at level 0, where nothing starts runs: raise it (mlops upgrade --to 1)');
});
