import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referencePipelines } from '../../../pipelines/kfp';
import { withPython } from '../pipelines-local/with-python';
import { askJudge, type JudgeAnswer } from './ask-judge';

/** The golden files themselves: parsed strictly, and a model's life run by the KFP SDK on the data that ships. */
const names = Object.keys(referencePipelines);
const golden = (name: string) => readFileSync(join(__dirname, '../../../pipelines/kfp', name, 'pipeline.yaml'), 'utf8');
const registry = mkdtempSync(join(tmpdir(), 'registry-'));
const source = join(__dirname, '../../../pipelines/data/flights/flights.csv.gz');
const step = (id: string, name: string, given: object = {}) => ({
  id,
  yaml: golden(name),
  arguments: { registry, source, ...given },
});

withPython('the reference pipelines', () => {
  let answer: JudgeAnswer;

  beforeAll(async () => {
    const run = [
      step('champion', 'tabular-training', { month: 4, algorithm: 'logistic-regression', deploy: true }),
      step('loser', 'tabular-training', { month: 4, algorithm: 'logistic-regression' }),
      step('challenger', 'hyperparameter-tuning', { month: 9, trials: 2, register_best: true }),
      step('promoted', 'promotion', { month: 9 }),
      step('again', 'promotion', { month: 9 }),
      step('predicted', 'batch-prediction', { month: 10 }),
      step('watched', 'model-monitoring', {
        month: 7,
        baseline: source,
        baseline_month: 3,
        baseline_window_months: 2,
        score_threshold: 0.3,
      }),
      step('watched-again', 'model-monitoring', { month: 8, windows: 2, violations: 1, skew_threshold: 0.9 }),
    ];
    answer = await askJudge({ parse: names.map(golden), run });
  });

  test.each(names.map((name, index) => [name, index] as const))('%s parses strictly', (_, index) => {
    expect(answer.parsed[index]!.error).toBeNull();
  });

  const outputs = (id: string) => {
    const { outputs: made, error, log } = answer.ran[id]!;
    if (error) throw new Error(`${error}\n${log.split('\n').slice(-60).join('\n')}`);
    return made as Record<string, unknown>;
  };

  test('the first model becomes the champion and gets the traffic', () => {
    expect(outputs('champion')).toMatchObject({ promote: true, champion_auc: 0 });
    expect(outputs('champion')['auc']).toBeGreaterThan(0.6);
    expect(Object.keys(JSON.parse(readFileSync(join(registry, 'late-arrivals', 'aliases.json'), 'utf8')))).toContain(
      'champion',
    );
  });

  test('the same model again gains nothing and is not registered', () => {
    expect(outputs('loser')).toMatchObject({ promote: false, gain: 0 });
    expect(outputs('loser')['auc']).toBe(outputs('champion')['auc']);
  });

  test('of the trials the one with the least loss is kept, and registered as challenger', () => {
    const losses = outputs('challenger')['validation_losses'] as number[];
    expect(losses).toHaveLength(2);
    expect(outputs('challenger')['best_index']).toBe(losses.indexOf(Math.min(...losses)));
  });

  test('a challenger that wins is promoted, and then there is nothing to decide any more', () => {
    expect(outputs('promoted')).toMatchObject({ outcome: 'promoted' });
    expect(outputs('again')).toMatchObject({ outcome: 'nothing' });
    const aliases = JSON.parse(readFileSync(join(registry, 'late-arrivals', 'aliases.json'), 'utf8')) as object;
    expect(aliases).toEqual({ champion: 2 });
  });

  test('the new champion predicts', () => {
    expect(outputs('predicted')).toMatchObject({ version: '2', rows: 4000 });
  });

  test('monitoring measures skew, drift and quality', () => {
    const watched = outputs('watched');
    expect(watched).toMatchObject({ skew_alarm: true, drift_alarm: false, score_alarm: false, rows: 4000 });
    expect(watched['skewed_features']).toContain('temp');
    expect(watched['auc']).toBeGreaterThan(0.5);
  });

  test('without training rows the champion says what it was trained on, and the alarm counts windows', () => {
    expect(outputs('watched-again')).toMatchObject({ skewed_features: [], violated_windows: 1, alarm: true });
    const { windows } = JSON.parse(readFileSync(join(registry, 'late-arrivals', 'windows.json'), 'utf8')) as {
      windows: { window_end: string }[];
    };
    expect(new Set(windows.map(({ window_end }) => window_end.slice(5, 10)))).toEqual(new Set(['08-01', '09-01']));
  });

  test('every task writes every artifact that it promises', () => {
    expect(answer.missing.filter((path) => !/find-champion|find-candidates/.test(path))).toEqual([]);
  });
});
