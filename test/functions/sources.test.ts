import { handle } from '../../functions/retrain/handle';
import { alertPush, storagePush, tablePush } from './messages';
import { DATA_BUCKET, planOf, PROJECT, World, type WorldOptions } from './world';

let world: World;
const make = (options?: WorldOptions) => (world = new World(options));
afterEach(() => expect(world.google.problems).toEqual([]));

const decisions = () => world.lines.map(({ decision, because, model }) => [model, decision, because].filter(Boolean));
const jobIds = () => world.vertex.jobs.map(({ jobId }) => jobId);

describe('what Google sends', () => {
  const routes = {
    objects: [
      { bucket: DATA_BUCKET, prefix: 'incoming/orders/', models: ['churn', 'demand'] },
      { bucket: DATA_BUCKET, prefix: 'incoming/', models: ['fraud'] },
    ],
    tables: [{ table: `${PROJECT}.churn_dev_raw.orders`, models: ['churn'] }],
  };
  const plans = ['churn', 'demand', 'fraud'].map((model) => planOf(model));

  test('a new object starts a training of every model that it concerns', async () => {
    make({ routes, plans });
    await handle(storagePush(), world.instance());
    expect(jobIds()).toEqual([
      'churn-dev-churn-training-1',
      'churn-dev-demand-training-1',
      'churn-dev-fraud-training-1',
    ]);
    expect(world.lines.map(({ reason }) => reason)).toEqual(['new-data', 'new-data', 'new-data']);
  });

  test('an object that Cloud Storage tells of twice starts one training; its next generation another one', async () => {
    make({ routes, plans });
    const name = 'incoming/visits/1.csv';
    for (const generation of ['1', '1', '2']) await handle(storagePush({ name, generation }), world.instance());
    expect(jobIds()).toEqual(['churn-dev-fraud-training-1', 'churn-dev-fraud-training-2']);
  });

  test('changed rows of a table start one training for each job that changed them', async () => {
    make({ routes, plans });
    for (const insertId of ['a', 'b']) await handle(tablePush({ insertId }), world.instance());
    expect(jobIds()).toEqual(['churn-dev-churn-training-1']);
    expect(world.vertex.jobs[0]!.body.labels.mlops_reason).toBe('table-update');
  });

  test('an alert starts one training when it goes off, and none when it is over', async () => {
    make({ routes, plans });
    for (const state of ['open', 'open', 'closed']) await handle(alertPush({ state }), world.instance());
    expect(jobIds()).toEqual(['churn-dev-churn-training-1']);
    expect(decisions()).toEqual([
      ['churn', 'started'],
      ['churn', 'skipped', 'duplicate'],
      ['skipped', 'ignored'],
    ]);
  });

  test('when one of several models has to be tried again, the others start once, and dead letters wait', async () => {
    make({ routes, plans: [planOf('churn'), planOf('fraud')] });
    let down = true;
    world.google.fault = ({ query }) => (down && query.get('pipelineJobId')?.includes('fraud') ? 503 : undefined);
    expect(await handle(storagePush(), world.instance())).toBe('again');
    expect(world.deadLetters).toEqual([]);
    down = false;
    expect(await handle(storagePush(), world.instance())).toBe('done');
    expect(jobIds()).toEqual(['churn-dev-churn-training-1', 'churn-dev-fraud-training-1']);
    expect(decisions()).toEqual([
      ['churn', 'started'],
      ['demand', 'retry', 'permanent-problem'],
      ['fraud', 'retry', 'transient-problem'],
      ['churn', 'skipped', 'duplicate'],
      ['demand', 'dead-lettered', 'permanent-problem'],
      ['fraud', 'started'],
    ]);
    expect(world.deadLetters).toHaveLength(1);
  });
});
