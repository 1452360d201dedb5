import { join } from 'node:path';
import { mlops } from './harness';

const RUNS = join(__dirname, '..', '..', 'pipelines', 'local', 'lineage', 'runs');
const MODEL = '/runs/flights-0001/artifacts/train/model';

test('backward: data, code and parameters of a model', async () => {
  const { out, code } = await mlops('lineage', MODEL, '--runs', RUNS);
  expect(out).toMatch(
    /Data:\n {2}\/data\/flights\.csv[^]*Code [^]*train: train-model[^]*Parameters:\n {2}flights-0001: month=3/,
  );
  expect(code).toBeUndefined();
});

test('forward: the models that a data file reached', async () => {
  const { out } = await mlops('lineage', '/data/flights.csv', '--forward', '--runs', RUNS);
  expect(out).toMatch(/Models it reached:[^]*flights-0001[^]*flights-0002/);
});

test('--json holds the tree and the short answer', async () => {
  const { out } = await mlops('lineage', MODEL, '--json', '--runs', RUNS);
  expect(JSON.parse(out)).toMatchObject([{ tree: { uri: MODEL }, data: [{ uri: '/data/flights.csv' }] }]);
});

test('an artifact that no run recorded is refused with exit code 2', async () => {
  const { out, err, code } = await mlops('lineage', 'nowhere', '--runs', RUNS);
  expect(err).toMatch(/^error: no recorded artifact is "nowhere"/);
  expect({ out, code }).toEqual({ out: '', code: 2 });
});
