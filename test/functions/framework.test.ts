import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { unzipSync } from 'fflate';
import { retrainArchive } from '../../functions/retrain/archive';
import { functionEnvironment } from '../../runs/settings';
import { schedulePayload } from '../../runs/triggers/request';
import { root } from '../support/outside-judges';
import { alertPush, push, storagePush } from './messages';
import { BUCKET, DATA_BUCKET, planOf, PROJECT, REGION, UNDELIVERED, World } from './world';

/** The archive that is deployed, unpacked, under the Functions Framework that Google runs it with. */
const folder = mkdtempSync(join(tmpdir(), 'mlops-retrain-'));
const routes = { objects: [{ bucket: DATA_BUCKET, prefix: 'incoming/orders/', models: ['churn'] }], tables: [] };
const world = new World({ routes, plans: [planOf('churn', { experiment: 'churn-dev' })] });
const printed: string[] = [];
let google: Server;
let framework: ChildProcess;
let url: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

beforeAll(async () => {
  const { content, entryPoint } = retrainArchive();
  for (const [name, bytes] of Object.entries(unzipSync(content))) writeFileSync(join(folder, name), bytes);
  const served = await world.google.listen();
  google = served.server;
  const place = { project: PROJECT, region: REGION, prefix: 'churn-dev' };
  const settings = functionEnvironment({ ...place, pipelinesBucket: BUCKET, undeliveredTopic: UNDELIVERED });
  const port = await freePort();
  url = `http://127.0.0.1:${port}/`;
  framework = spawn(
    process.execPath,
    [join(root, 'node_modules/.bin/functions-framework'), `--target=${entryPoint}`, `--source=${folder}`],
    { env: { PATH: process.env.PATH, PORT: String(port), MLOPS_ENDPOINT: served.endpoint, ...settings } },
  );
  const lines = createInterface(framework.stdout!);
  lines.on('line', (line) => printed.push(line));
  while (!printed.some((line) => line.startsWith('URL:'))) await once(lines, 'line');
}, 30_000);

afterAll(() => {
  framework.kill();
  google.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = (body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const logged = () => printed.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as object);

test.each([
  ['a message of Cloud Scheduler', 'schedule', () => push(schedulePayload('churn', 'training'))],
  ['a notification of Cloud Storage', 'new-data', () => storagePush()],
  ['an alert of Cloud Monitoring', 'degradation', () => alertPush()],
])(
  '%s starts a job',
  async (_, reason, message) => {
    const before = world.vertex.jobs.length;
    const answer = await send(message());
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    const jobId = `churn-dev-churn-training-${before + 1}`;
    expect(world.vertex.jobs.slice(before)).toMatchObject([{ jobId, body: { labels: { mlops_reason: reason } } }]);
    expect(logged().at(-1)).toMatchObject({
      severity: 'INFO',
      decision: 'started',
      reason,
      jobId,
      experiment: 'recorded',
    });
  },
  30_000,
);

test('what cannot be read is acknowledged, and lies in the dead-letter topic', async () => {
  expect((await send(push('what?'))).status).toBe(204);
  expect(world.deadLetters.map(({ text }) => text)).toEqual(['what?']);
});

test('an outage is answered so that Pub/Sub delivers again', async () => {
  world.google.fault = () => 503;
  expect((await send(alertPush({ id: 'another' }))).status).toBe(503);
  world.google.fault = () => undefined;
  expect((await send(alertPush({ id: 'another' }))).status).toBe(204);
}, 30_000);

test('what is no push of Pub/Sub is refused, and told', async () => {
  expect((await send({ hello: 'world' })).status).toBe(400);
  expect(logged().at(-1)).toMatchObject({ severity: 'WARNING', because: 'no-push' });
});

test('no call was one that the discovery documents do not allow', () => {
  expect(world.google.problems).toEqual([]);
});
