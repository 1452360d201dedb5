import { type Server } from 'node:http';
import { runOnCloud } from '../../../cli/cloud/run-on-cloud';
import { FakeGoogle } from '../../functions/fake/google';
import { FakeTopics } from '../../functions/fake/topics';
import { mlops } from '../../support/outside-judges';
import { runsToAskFor, TOPIC } from './options';

jest.setTimeout(60_000);
const { folder, options } = runsToAskFor();

test('publishes to the emulator that the environment names, and says where the answer will be', async () => {
  const topics = new FakeTopics();
  const google = new FakeGoogle(topics.answers);
  const { server, endpoint } = await google.listen();
  process.env.PUBSUB_EMULATOR_HOST = endpoint.replace('http://', '');
  try {
    const text = await runOnCloud('counting', options({ event: 'manual:2' }));
    expect(text).toContain('asked for counting of churn in dev: message 1\n');
    expect(text).toContain(`gcloud logging read 'jsonPayload.event="manual:2"' --project shop-project-dev`);
    const { event, ...rest } = options();
    const report = JSON.parse(await runOnCloud('counting', { ...rest, json: true })) as {
      request: { event: string };
    };
    expect(report).toMatchObject({ published: true, messageId: '2', topic: TOPIC });
    expect(report.request.event).not.toBe(event);
    expect(google.problems).toEqual([]);
    expect(topics.of(TOPIC)).toHaveLength(2);
  } finally {
    delete process.env.PUBSUB_EMULATOR_HOST;
    await close(server);
  }
});

const close = (server: Server) => new Promise((done) => server.close(done));
const command = (...args: string[]) =>
  mlops(['run', 'counting', '--cloud', '--model', 'churn', ...args], { cwd: folder() });

test('prints the message and publishes nothing with --dry-run', () => {
  const { status, stdout, stderr } = command('--dry-run', '--param', 'month=7', '--event', 'a');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^would publish to ${TOPIC}:\n{\n  "version": 1,`));
  const report: unknown = JSON.parse(command('--dry-run', '--json').stdout);
  expect(report).toMatchObject({ published: false, topic: TOPIC, request: { model: 'churn', reason: 'manual' } });
});

test('a mistake is exit code 2, and JSON with --json', () => {
  const { status, stderr } = command('--param', 'month=x', '--dry-run', '--json');
  expect(JSON.parse(stderr)).toEqual({
    error: 'pipeline',
    problems: [expect.stringContaining('"month" of counting takes')],
  });
  expect(status).toBe(2);
});

test('says so when nobody is signed in', () => {
  const before = { ...process.env };
  Object.assign(process.env, { HOME: folder(), CLOUDSDK_CONFIG: folder(), METADATA_SERVER_DETECTION: 'none' });
  delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
  const { status, stdout, stderr } = command();
  process.env = before;
  expect(stderr).toMatch(
    /^error: nobody is signed in to Google Cloud \(.*\): run `gcloud auth application-default login`/,
  );
  expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 1, stdout: '', lines: 1 });
});
