import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer } from '../../../support/delivery/run-build';
import { answer, tasks } from './run-task';

const { run, folder } = tasks();

const DEV = 'https://europe-west4-kfp.pkg.dev/acme-churn-dev/churn-dev-pipelines';
const PROD = 'https://europe-west4-kfp.pkg.dev/acme-churn-prod/churn-prod-pipelines';
const tagOf = (name: string, pipeline: string) =>
  `https://artifactregistry.googleapis.com/v1/projects/acme-churn-${name}/locations/europe-west4/repositories/churn-${name}-pipelines/packages/${pipeline}/tags/v1.2`;
const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const TEXT = 'root: {}\n';
const VERSION = digest(TEXT);
const files = { 'templates/training.yaml': TEXT };

const isThere = (version = VERSION): Answer =>
  answer(/GET/, { name: 'tag', version: `projects/p/packages/training/versions/${version}` });
const isNotThere = (times?: number): Answer => ({ ...answer(/GET/, { error: {} }, 404), times });
const uploaded = (text = `training/${VERSION}`): Answer => ({ command: /--form/, stdout: text });
const stored = (text = TEXT): Answer => ({ command: /--output/, writes: { 'templates/training.stored': text } });

const publish = (answers: readonly Answer[], repositories: readonly string[] = [DEV]) =>
  run(`publish-templates.sh templates v1.2 published ${repositories.join(' ')}`, answers, { files });
const published = () => readFileSync(join(folder(), 'published'), 'utf8');

test('uploads a pipeline under the tag, looks it up again, and compares what is stored', async () => {
  const { status, commands } = await publish([isNotThere(1), uploaded(), isThere(), stored()]);
  const plain = (seconds: number) => `--max-time ${seconds} --oauth2-bearer token`;
  expect(commands).toEqual([
    `GET ${tagOf('dev', 'training')}`,
    `curl --silent --show-error --fail-with-body ${plain(300)} --form tags=v1.2 --form content=@templates/training.yaml ${DEV}`,
    `GET ${tagOf('dev', 'training')}`,
    `curl --silent --show-error --fail --location ${plain(300)} --output templates/training.stored ${DEV}/training/${VERSION}`,
  ]);
  expect(status).toBe(0);
  expect(published()).toBe(`training\t${DEV}\t${VERSION}\n`);
});

test('a second release of the tag uploads nothing, and leaves the same lines', async () => {
  const { status, output, commands } = await publish([isThere(), stored()], [DEV, PROD]);
  expect(status).toBe(0);
  expect(commands.filter((command) => command.includes('--form'))).toEqual([]);
  expect(output).toContain(`training v1.2 is in ${PROD} already`);
  expect(published()).toBe(`training\t${DEV}\t${VERSION}\ntraining\t${PROD}\t${VERSION}\n`);
});

test('publishes every pipeline of the folder', async () => {
  const both = ['training', 'watching'];
  const answers = both.flatMap((pipeline): Answer[] => [
    { ...isNotThere(1), command: new RegExp(`GET .*/${pipeline}/`) },
    { command: new RegExp(`--form content=@templates/${pipeline}`), stdout: `${pipeline}/${VERSION}` },
    { command: new RegExp(`--output .*${pipeline}`), writes: { [`templates/${pipeline}.stored`]: TEXT } },
  ]);
  const { status } = await run(`publish-templates.sh templates v1.2 published ${DEV}`, [...answers, isThere()], {
    files: { ...files, 'templates/watching.yaml': TEXT },
  });
  expect(status).toBe(0);
  expect(published()).toBe(both.map((pipeline) => `${pipeline}\t${DEV}\t${VERSION}\n`).join(''));
});

test.each([
  [
    'the tag is of another content',
    [isThere(), stored('root: {other}\n')],
    1,
    'has another training as v1.2: a tag is published once',
  ],
  [
    'the upload is refused',
    [isNotThere(), { command: /--form/, stdout: 'denied', status: 22 }],
    1,
    `${DEV} refused training: denied`,
  ],
  [
    'the answer names another pipeline',
    [isNotThere(), uploaded(`other/${VERSION}`)],
    1,
    `${DEV} answered training by: other/`,
  ],
  ['the answer is no version', [isNotThere(), uploaded('<html>')], 1, `${DEV} answered training by: <html>`],
  ['it is not there afterwards', [isNotThere(), uploaded()], 1, 'does not have training as v1.2 after the upload'],
  [
    'another one is there afterwards',
    [isNotThere(1), uploaded(), isThere(digest('x'))],
    1,
    'does not have training as v1.2 after the upload',
  ],
  ['Artifact Registry cannot be asked', [answer(/GET/, { error: 'quota' }, 403)], 1, 'answered 403: {"error":"quota"}'],
])('stops when %s', async (_, answers, status, expected) => {
  const ended = await publish(answers as Answer[]);
  expect(ended.output).toContain(expected);
  expect(ended.status).toBe(status);
  expect(published()).toBe('');
});

test('refuses an address that is no KFP repository before anything is sent', async () => {
  const { status, output, commands } = await publish([], ['https://europe-west4-docker.pkg.dev/a/b']);
  expect({ status, commands }).toEqual({ status: 1, commands: [] });
  expect(output).toContain('https://europe-west4-docker.pkg.dev/a/b is no KFP repository');
});
