import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, tasks } from './run-task';

const { run, folder } = tasks();
const API = 'https://europe-west4-aiplatform.googleapis.com/v1/projects/acme-churn-dev/locations/europe-west4';
const QUERIES = 'https://bigquery.googleapis.com/bigquery/v2/projects/acme-churn-dev/queries';
const files = {
  'model/facts.sh':
    "project='acme-churn-dev'\nregion='europe-west4'\nrequest_table='acme-churn-dev.churn_dev_predictions.churn'\n",
};
const MODEL = answer(/models.churn@challenger/, {
  versionId: '7',
  artifactUri: 'gs://acme-churn-dev-models/churn/0a1b',
});
const ROWS = [{ f: [{ v: [{ v: '{"tenure": 3}' }] }] }, { f: [{ v: [{ v: '{"tenure": 9}' }] }] }];

const left = (path: string) => readFileSync(join(folder(), 'model', path), 'utf8');
const fetch = (...answers: readonly ReturnType<typeof answer>[]) =>
  run('fetch-challenger.sh churn model', answers, { files });

test('leaves the files and the version of the challenger, and the rows of recent requests', async () => {
  const { status, output, commands, calls } = await fetch(MODEL, answer(/queries/, { jobComplete: true, rows: ROWS }));
  expect({ status, output }).toEqual({
    status: 0,
    output: 'churn@7 is the challenger, in gs://acme-churn-dev-models/churn/0a1b\n2 rows of recent requests\n',
  });
  expect(commands).toEqual([
    `GET ${API}/models/churn@challenger`,
    "gcloud storage cp --recursive 'gs://acme-churn-dev-models/churn/0a1b/*' model/challenger",
    `POST ${QUERIES}`,
  ]);
  expect(JSON.parse(calls[2]!.input!)).toMatchObject({
    useLegacySql: false,
    query: expect.stringContaining('SELECT request_payload FROM `acme-churn-dev.churn_dev_predictions.churn` WHERE'),
  });
  expect({ version: left('version'), rows: left('rows.jsonl') }).toEqual({
    version: '7\n',
    rows: '{"tenure": 3}\n{"tenure": 9}\n',
  });
});

test('without a challenger there is nothing to do', async () => {
  const { status, output, commands } = await fetch(answer(/models/, {}, 404));
  expect({ status, commands: commands.length }).toEqual({ status: 0, commands: 1 });
  expect(output).toContain('churn has no challenger: nothing to do');
  expect(existsSync(join(folder(), 'model/skip'))).toBe(true);
});

test('without a request log there are no rows', async () => {
  const { status, output } = await fetch(MODEL, answer(/queries/, {}, 404));
  expect({ status, rows: left('rows.jsonl') }).toEqual({ status: 0, rows: '' });
  expect(output).toContain('there is no request log yet\n0 rows of recent requests\n');
});

test.each([
  ['the model cannot be read', [answer(/models/, { error: 'no access' }, 403)]],
  ['the log cannot be read', [MODEL, answer(/queries/, { error: 'no access' }, 403)]],
  ['the files cannot be read', [MODEL, { command: /storage cp/, status: 1 }]],
])('stops, and skips nothing, when %s', async (_, answers) => {
  expect((await fetch(...(answers as ReturnType<typeof answer>[]))).status).toBe(1);
  expect(existsSync(join(folder(), 'model/skip'))).toBe(false);
});
