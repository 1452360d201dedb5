import { handle } from '../../functions/retrain/handle';
import { requestPush } from './messages';
import { HOUR, World, type WorldOptions } from './world';

let world: World;
const make = (options?: WorldOptions) => (world = new World(options));
afterEach(() => expect(world.google.problems).toEqual([]));

const decisions = () => world.lines.map(({ decision, because, model }) => [model, decision, because].filter(Boolean));
const jobIds = () => world.vertex.jobs.map(({ jobId }) => jobId);

describe('what may work later', () => {
  const isCreate = ({ method }: { method: string }) => method.endsWith('pipelineJobs.create');

  test.each([401, 408, 429, 500, 502, 503, 504, 'unreachable' as const])(
    '%s is tried again, and works then',
    async (fault) => {
      make();
      for (const failing of ['storage.objects.get', 'pipelineJobs.list', 'pipelineJobs.create']) {
        world.google.fault = ({ method }) => (method.endsWith(failing) ? fault : undefined);
        expect(await handle(requestPush({ event: 'first' }), world.instance())).toBe('again');
      }
      world.google.fault = () => undefined;
      expect(await handle(requestPush({ event: 'first' }), world.instance())).toBe('done');
      expect(world.lines.map(({ decision }) => decision)).toEqual(['retry', 'retry', 'retry', 'started']);
      expect(world.deadLetters).toEqual([]);
      expect(world.vertex.jobs).toHaveLength(1);
    },
  );

  test('a job whose answer got lost is found, and not started again', async () => {
    make();
    world.google.fault = (call) => (isCreate(call) ? 'answer-lost' : undefined);
    expect(await handle(requestPush(), world.instance())).toBe('done');
    expect(decisions()).toEqual([['churn', 'started']]);
    expect(jobIds()).toEqual(['churn-dev-churn-training-1']);
  });

  test('a job whose answer got lost is found at the next delivery, when nothing could be found out before', async () => {
    make({ vertex: { lag: () => HOUR } });
    world.google.fault = (call) =>
      isCreate(call) ? 'answer-lost' : call.method.endsWith('pipelineJobs.get') ? 'unreachable' : undefined;
    expect(await handle(requestPush({ event: 'first' }), world.instance())).toBe('again');
    world.google.fault = () => undefined;
    expect(await handle(requestPush({ event: 'first' }), world.instance())).toBe('done');
    expect(jobIds()).toEqual(['churn-dev-churn-training-1']);
    expect(decisions().at(-1)).toEqual(['churn', 'skipped', 'duplicate']);
  });

  test('a mistake of ours is tried again: a deployment may come first', async () => {
    make();
    const instance = world.instance();
    const broken = {
      ...instance,
      jobs: { ...instance.jobs, latest: () => Promise.reject(new Error('a mistake of ours')) },
    };
    expect(await handle(requestPush(), broken as unknown as typeof instance)).toBe('again');
    expect(world.lines).toMatchObject([{ decision: 'retry', because: 'unexpected-problem' }]);
  });
});
