import { handle } from '../../functions/retrain/handle';
import { DELIVERY } from '../../runs/delivery';
import { eventMark } from '../../runs/job-id';
import { push, requestPush } from './messages';
import { planOf, World, type WorldOptions } from './world';

let world: World;
const make = (options?: WorldOptions) => (world = new World(options));
afterEach(() => expect(world.google.problems).toEqual([]));

const jobIds = () => world.vertex.jobs.map(({ jobId }) => jobId);

describe('what never works', () => {
  test.each([
    ['text that is no JSON', () => push('{"model":'), 'its data is no JSON object'],
    [
      'bytes that are no text',
      () => ({ ...push(''), message: { ...push('').message, data: '/////w==' } }),
      'no JSON object',
    ],
    ['a list', () => push('[]'), 'no run request: the whole'],
    ['an unknown key', () => requestPush({ modle: 'churn' } as object), 'modle'],
    ['an unknown reason', () => requestPush({ reason: 'whim' } as object), 'reason'],
    ['an unknown model', () => requestPush({ model: 'chrun' }), 'there is no model "chrun": no gs://'],
    [
      'a parameter that does not fit',
      () => requestPush({ parameters: { rows: 'many' } }),
      'rows must be a whole number, not "many"',
    ],
    [
      'an unknown parameter',
      () => requestPush({ parameters: { row: 1 } }),
      'row is unknown: the pipeline has rows, target',
    ],
    ['too much', () => push('x'.repeat(DELIVERY.maxMessageBytes + 1)), 'oversized: 262145 bytes'],
  ])('%s becomes a dead letter that says why', async (_, message, why) => {
    make();
    const sent = message();
    expect(await handle(sent, world.instance())).toBe('done');
    expect(world.vertex.jobs).toEqual([]);
    expect(world.deadLetters).toHaveLength(1);
    expect(world.deadLetters[0]!.attributes.mlopsProblem).toContain(why);
    expect(world.deadLetters[0]!.attributes.mlopsMessageId).toBe(sent.message.messageId);
    expect(world.lines).toMatchObject([{ severity: 'ERROR', decision: 'dead-lettered' }]);
  });

  test('all wrong parameters are named at once', async () => {
    make({ plans: [planOf('churn', { parameters: {} })] });
    await handle(requestPush({ parameters: { rows: 0.5, row: 1 } }), world.instance());
    expect(world.deadLetters[0]!.attributes.mlopsProblem).toBe(
      'parameters of tabular-training: rows must be a whole number, not 0.5; target is missing: text; row is unknown: the pipeline has rows, target',
    );
  });

  test('a message that cannot be read is kept as it came, with its attributes', async () => {
    make();
    await handle(push('what?', { attributes: { source: 'a person' } }), world.instance());
    expect(world.deadLetters).toEqual([{ text: 'what?', attributes: expect.objectContaining({ source: 'a person' }) }]);
  });

  test('the dead letter of a request asks for the same when it is published again, and starts it once', async () => {
    make({ plans: [] });
    await handle(requestPush({ parameters: { rows: 3 } }, { messageId: '5' }), world.instance());
    const [letter] = world.deadLetters;
    world.setPlan(planOf('churn'));
    await handle(push(letter!.text, { messageId: '6', attributes: letter!.attributes }), world.instance());
    await handle(push(letter!.text, { messageId: '7', attributes: letter!.attributes }), world.instance());
    expect(jobIds()).toEqual(['churn-dev-churn-training-1']);
    expect(world.vertex.jobs[0]!.body.labels.mlops_event).toBe(eventMark('message:5'));
  });

  test.each([400, 403, 404, 413])('status %i of Vertex AI is final', async (status) => {
    make();
    world.google.fault = ({ method }) => (method.endsWith('pipelineJobs.create') ? status : undefined);
    expect(await handle(requestPush(), world.instance())).toBe('done');
    expect(world.deadLetters[0]!.attributes.mlopsProblem).toContain(String(status));
  });

  test('a template that is not what the plan was written for starts nothing', async () => {
    make();
    world.storage.put(planOf('churn').pipelines.training.template.uri, 'root: {}');
    await handle(requestPush(), world.instance());
    expect(world.vertex.jobs).toEqual([]);
    expect(world.deadLetters[0]!.attributes.mlopsProblem).toMatch(
      /is sha256:[0-9a-f]{64}, and the plan is for sha256:/,
    );
  });

  test('a plan of another form is named with what is wrong in it', async () => {
    make();
    world.setPlan({ ...planOf('churn'), version: 2 as 1 });
    await handle(requestPush(), world.instance());
    expect(world.deadLetters[0]!.attributes.mlopsProblem).toContain('plans/churn.json has another form: version');
  });

  test('a purpose that the model lacks is named with those that it has', async () => {
    const { training } = planOf('churn').pipelines;
    make({ plans: [{ version: 1, model: 'churn', pipelines: { training } }] });
    await handle(requestPush({ purpose: 'monitoring' }), world.instance());
    expect(world.deadLetters[0]!.attributes.mlopsProblem).toBe(
      '"churn" has no pipeline for monitoring; it has: training',
    );
  });

  test('is delivered again when its dead letter cannot be sent', async () => {
    make();
    world.google.fault = ({ method }) => (method.startsWith('pubsub') ? 503 : undefined);
    expect(await handle(push('?'), world.instance())).toBe('again');
    expect(world.lines).toMatchObject([{ severity: 'WARNING', decision: 'retry', because: 'refused' }]);
  });
});
