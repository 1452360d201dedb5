import { simulateRetraining } from '../../../cli/simulation/simulate';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../support/tree';
import { writeRunsConfig } from '../runs-config';

const folder = scratchFolder();

interface Given {
  readonly runMinutes?: number;
  readonly model?: string;
  readonly config?: (yaml: string) => string;
}

/** Replays entries of a history, without the schedule of the second model unless it is asked for. */
async function simulate(entries: readonly string[], { runMinutes = 30, model = 'churn', config }: Given = {}) {
  const events = join(folder(), 'events.yaml');
  writeFileSync(events, entries.map((entry) => `- { ${entry} }\n`).join(''));
  return simulateRetraining({ config: writeRunsConfig(folder(), config), events, runMinutes, model });
}

/** What became of each: the start or the reason. */
async function decisions(entries: readonly string[], given?: Given) {
  const { decided } = await simulate(entries, given);
  return decided.map(({ time, decision, because, reason }) =>
    [new Date(time).toISOString().slice(11, 16), decision, because ?? reason].join(' '),
  );
}

const at = (time: string, rest: string, day = '2026-03-02') => `at: ${day}T${time}:00Z, ${rest}`;
const object = (name: string) => `kind: new-data, object: incoming/orders/${name}`;

test('new data, changed tables, alerts and people start runs, each with its reason', async () => {
  const { decided } = await simulate([
    at('07:00', object('1.csv')),
    at('10:00', 'kind: table-update, table: raw.orders'),
    at('13:00', 'kind: alert, model: churn'),
    at('07:01', 'kind: request, model: churn', '2026-03-03'),
  ]);
  const training = decided.filter(({ purpose }) => purpose === 'training');
  expect(training.map(({ decision, reason, jobId, line }) => [line, decision, reason, jobId])).toEqual([
    [1, 'started', 'new-data', 'shop-dev-churn-training-1'],
    [2, 'started', 'table-update', 'shop-dev-churn-training-2'],
    [3, 'started', 'degradation', 'shop-dev-churn-training-3'],
    [4, 'started', 'manual', 'shop-dev-churn-training-4'],
  ]);
});

test('limits of the configuration hold: cooldown, runs a day, runs at a time', async () => {
  const hourly = [7, 8, 9, 11, 13].map((hour) => at(`${String(hour).padStart(2, '0')}:00`, object(`${hour}.csv`)));
  expect(await decisions(hourly)).toEqual([
    '07:00 started new-data',
    '08:00 skipped cooldown',
    '09:00 started new-data',
    '11:00 started new-data',
    '13:00 skipped daily-limit',
  ]);
});

test('a run goes on for as long as was said', async () => {
  const entries = [at('07:00', object('1.csv')), at('10:00', object('2.csv'))];
  expect(await decisions(entries, { runMinutes: 179 })).toEqual(['07:00 started new-data', '10:00 started new-data']);
  expect(await decisions(entries, { runMinutes: 181 })).toEqual([
    '07:00 started new-data',
    '10:00 skipped concurrency',
  ]);
});

test('an event that is told twice starts one run, whenever it is told again', async () => {
  const again = ['07:00', '12:00'].map((time) => at(time, 'kind: alert, model: churn, id: incident-1'));
  expect(await decisions(again)).toEqual(['07:00 started degradation', '12:00 skipped duplicate']);
  const copies = ['07:00', '12:00'].map((time) => at(time, `${object('1.csv')}, id: '17'`));
  expect(await decisions(copies)).toEqual(['07:00 started new-data', '12:00 skipped duplicate']);
  const anew = ['07:00', '12:00'].map((time) => at(time, object('1.csv')));
  expect(await decisions(anew)).toEqual(['07:00 started new-data', '12:00 started new-data']);
});

test('by hand a run may start within the cooldown', async () => {
  expect(
    await decisions([
      at('07:00', object('1.csv')),
      at('08:00', 'kind: request, model: churn'),
      at('08:00', 'kind: request, model: churn, ignoreCooldown: true'),
    ]),
  ).toEqual(['07:00 started new-data', '08:00 skipped cooldown', '08:00 started manual']);
});

test('schedules are due from the first event to the last, at their time of the day and zone', async () => {
  const days = [at('02:59', object('1.csv'), '2026-03-28'), at('02:00', object('2.csv'), '2026-03-30')];
  const { decided } = await simulate(days, { model: 'demand' });
  // Summer time began in Amsterdam on the 29th.
  expect(decided.map(({ time, reason, line }) => [new Date(time).toISOString(), reason, line])).toEqual([
    ['2026-03-28T03:00:00.000Z', 'schedule', undefined],
    ['2026-03-29T02:00:00.000Z', 'schedule', undefined],
    ['2026-03-30T02:00:00.000Z', 'schedule', undefined],
  ]);
});

test('monitoring runs by its own schedule and counts for no limit of training', async () => {
  const entries = [at('06:29', object('1.csv')), at('06:31', object('2.csv'))];
  expect(await decisions(entries)).toEqual([
    '06:29 started new-data',
    '06:30 started schedule',
    '06:31 skipped concurrency',
  ]);
});

describe('what asks for nothing is told as well', () => {
  const details = async (entry: string, config?: (yaml: string) => string, model = 'churn') =>
    (await simulate([at('07:00', entry)], { config, model })).decided.map(({ decision, detail }) => [decision, detail]);

  test('data that no model waits for', async () => {
    expect(await details('kind: new-data, object: incoming/other/1.csv')).toEqual([
      ['ignored', expect.stringContaining('/incoming/other/1.csv')],
    ]);
    expect(await details('kind: table-update, table: features.orders')).toEqual([
      ['ignored', expect.stringMatching(/no model waits for shop-project-dev\.\w+_features\.orders/)],
    ]);
  });

  test('the alert of a model that it does not concern', async () => {
    const silent = (yaml: string) => yaml.replace('onDegradation: true', 'onDegradation: false');
    expect(await details('kind: alert, model: churn', silent)).toEqual([
      ['ignored', 'retrain.onDegradation is off, so the alert asks for nothing'],
    ]);
    expect(await details('kind: alert, model: demand', undefined, 'demand')).toEqual([
      ['ignored', 'the model has no monitoring, so there is no such alert'],
    ]);
  });

  test('a request that the pipeline cannot take', async () => {
    expect(await details('kind: request, model: churn, parameters: { month: July }')).toEqual([
      ['refused', 'parameters of counting: month must be a whole number, not "July"'],
    ]);
    expect(await details('kind: request, model: demand, purpose: monitoring', undefined, 'demand')).toEqual([
      ['refused', '"demand" has no pipeline for monitoring; it has: training'],
    ]);
  });
});
