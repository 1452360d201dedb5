import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPython } from '../pipelines-local/with-python';
import { askJudge, type JudgeAnswer } from './ask-judge';
import { customers, writeLog, writeShop } from './other-data';

/** The golden files on other data, by the KFP SDK: parameters alone say what its columns are. */
const golden = (name: string) => readFileSync(join(__dirname, '../../../pipelines/kfp', name, 'pipeline.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'other-data-'));
const step = (id: string, name: string, given: object) => ({
  id,
  yaml: golden(name),
  arguments: { registry: join(folder, 'registry'), model_name: 'leavers', ...given },
});

const label = { label: 'has left', positive_label: 'yes' };
const rows = { source: writeShop(folder), month: 0, schema: {}, slice_columns: ['plan'] };
const inferred = { numeric_columns: [], categorical_columns: [], hour_columns: [], key_columns: ['customer'] };
const training = { ...rows, ...label, ...inferred };
const request_log = writeLog(folder);
const watch = (day: number, id = `day-${day}`) =>
  step(id, 'model-monitoring', {
    request_log,
    ...label,
    window_end: `2026-11-0${day + 1}`,
    slice_columns: [],
  });

function writeToScore(): string {
  const path = join(folder, 'score.jsonl');
  writeFileSync(
    path,
    customers(50, 7, 90)
      .map((each) => `${JSON.stringify(each)}\n`)
      .join(''),
  );
  return path;
}

withPython('the reference pipelines on other data', () => {
  let answer: JudgeAnswer;

  beforeAll(async () => {
    const run = [
      step('champion', 'tabular-training', training),
      step('sampled', 'tabular-training', {
        ...training,
        sampling: 0.6,
        floors: { auc: 0.99 },
        slice_floors: { auc: 0.98 },
      }),
      step('bad-data', 'tabular-training', {
        ...training,
        schema: { features: { visits: { type: 'INTEGER', range: { max: 5 } } } },
      }),
      step('named', 'hyperparameter-tuning', {
        ...{ ...training, trials: 2, register_best: true },
        ...{ numeric_columns: ['basket value', 'visits'], categorical_columns: ['plan', 'region_code', 'newsletter'] },
      }),
      step('promoted', 'promotion', {
        source: rows.source,
        month: 0,
        ...label,
        slice_columns: [],
        min_gain: -0.5,
        endpoint: 'shop',
      }),
      step('scored', 'batch-prediction', { source: writeToScore(), month: 0, schema: {}, keep_columns: ['plan'] }),
      ...[2, 3, 4].map((day) => watch(day)),
      watch(4, 'day-4-again'),
    ];
    answer = await askJudge({ run });
  });

  const outputs = (id: string) => {
    const { outputs: made, error, log } = answer.ran[id]!;
    if (error) throw new Error(`${error}\n${log.split('\n').slice(-60).join('\n')}`);
    return made as Record<string, unknown>;
  };

  test('a model learns who leaves, from columns that the rows alone name', () => {
    expect(outputs('champion')).toMatchObject({ promote: true, reason: 'there is no champion yet' });
    expect(outputs('champion')['auc']).toBeGreaterThan(0.65);
    const about = join(folder, 'registry', 'leavers', 'versions', '1', 'model', 'model.json');
    expect(JSON.parse(readFileSync(about, 'utf8'))).toMatchObject({
      label: 'has left',
      inputs: {
        'basket value': 'number',
        plan: 'category',
        region_code: 'number',
        newsletter: 'category',
        visits: 'number',
      },
    });
  });

  test('a floor keeps a model from being registered, and says which and where', () => {
    expect(outputs('sampled')).toMatchObject({ promote: false });
    expect(outputs('sampled')['reason']).toMatch(/^auc 0\.\d+ is worse than its floor 0\.99/);
  });

  test('data that breaks its schema ends the run before anything is learnt', () => {
    const { error, log } = answer.ran['bad-data']!;
    expect(error).toBeDefined();
    expect(log).toMatch(/visits: \d+ values lie outside -inf to 5/);
    expect(log).not.toContain("Executing task 'train'");
  });

  test('columns can be named, and a challenger takes over', () => {
    expect(outputs('named')['validation_losses']).toHaveLength(2);
    expect(outputs('promoted')).toMatchObject({ outcome: 'promoted' });
  });

  test('rows without label are scored, and what differs from training is named', () => {
    expect(outputs('scored')).toMatchObject({ rows: 50, skewed_features: ['basket value'] });
  });

  test('logged requests are watched window by window; the second one that is too far raises the alarm', () => {
    const days = [2, 3, 4].map((day) => outputs(`day-${day}`));
    expect(outputs('day-4-again')).toEqual(days[2]);
    expect(days.map(({ violated_windows }) => violated_windows)).toEqual([0, 1, 2]);
    expect(days.map(({ alarm }) => alarm)).toEqual([false, false, true]);
    expect(days.map(({ skewed_features }) => skewed_features)).toEqual([[], ['basket value'], ['basket value']]);
    expect(days.map(({ drifted_features }) => drifted_features)).toEqual([[], ['basket value'], []]);
    expect(days.map(({ rows: count }) => count)).toEqual([200, 200, 200]);
  });
});
