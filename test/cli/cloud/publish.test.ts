/** Publishing against a stand-in for Pub/Sub that judges each call by Google's discovery document. */
import { manualRun } from '../../../cli/cloud/manual-run';
import { publishRequest } from '../../../cli/cloud/publish-request';
import { GoogleApi } from '../../../functions/retrain/google/api';
import { runRequestSchema } from '../../../runs/request';
import { fromRequest } from '../../../runs/triggers/request';
import { type Fault, FakeGoogle } from '../../functions/fake/google';
import { FakeTopics } from '../../functions/fake/topics';
import { runsToAskFor, TOPIC } from './options';

const { options } = runsToAskFor();

let google: FakeGoogle;
let topics: FakeTopics;
beforeEach(() => {
  topics = new FakeTopics();
  google = new FakeGoogle(topics.answers);
});
afterEach(() => expect(google.problems).toEqual([]));

const publish = (...faults: (Fault | undefined)[]) => {
  google.fault = () => faults.shift();
  const api = new GoogleApi({ tokens: async () => 'token', fetch: google.fetch });
  return publishRequest(api, manualRun('counting', options()), [0, 0]);
};

test('sends what the retraining function takes', async () => {
  expect(await publish()).toBe('1');
  const [{ data } = { data: '' }] = topics.of(TOPIC);
  const sent: unknown = JSON.parse(Buffer.from(data, 'base64').toString());
  expect(runRequestSchema.safeParse(sent).success).toBe(true);
  const message = { messageId: '1', publishTime: '2026-03-02T00:00:00Z', data, attributes: {} };
  expect(fromRequest(sent, message)).toMatchObject({ requests: [{ model: 'churn', event: 'manual:1' }] });
});

test('is repeated when there is no answer: the event makes that one request', async () => {
  await publish('answer-lost', 503);
  const events = topics
    .of(TOPIC)
    .map(({ data }) => (JSON.parse(Buffer.from(data, 'base64').toString()) as { event: string }).event);
  expect(events).toEqual(['manual:1', 'manual:1']);
});

test.each<[string, readonly Fault[], RegExp]>([
  ['no answer at all', ['unreachable', 'unreachable', 'unreachable'], /:publish: no answer/],
  ['no such topic', [404], /:publish: 404 .*is dev deployed, with level 1 or higher\? There is no projects\//],
  ['no permission', [403], /:publish: 403 .*who may ask for runs is in `people` of the configuration/],
])('%s is an error that says what to do', async (_, faults, message) => {
  await expect(publish(...faults)).rejects.toThrow(message);
  expect(google.calls).toHaveLength(faults.length);
});
