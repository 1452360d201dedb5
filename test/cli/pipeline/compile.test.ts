import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue, mlops } from './harness';

const DIGEST = `europe-docker.pkg.dev/acme/mlops/components@sha256:${'ab'.repeat(32)}`;
const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'compile-')), 'out');

test('all pipelines are written, byte for byte what the catalogue compiles', async () => {
  const out = newFolder();
  const done = await mlops('compile', '--target', 'local', '--out', out);
  expect(readdirSync(out).sort()).toEqual(['flights.yaml', 'warehouse.yaml']);
  expect(readFileSync(join(out, 'flights.yaml'), 'utf8')).toBe(catalogue.compile('flights'));
  expect(done.out).toContain(join(out, 'flights.yaml'));
});

test('only those that are named are written', async () => {
  const out = newFolder();
  await mlops('compile', 'flights', '--image', DIGEST, '--out', out);
  expect(readdirSync(out)).toEqual(['flights.yaml']);
  expect(readFileSync(join(out, 'flights.yaml'), 'utf8')).toContain(DIGEST);
});

test('--pip-install lets each step install its packages', async () => {
  const out = newFolder();
  await mlops('compile', 'flights', '--pip-install', '--out', out);
  expect(readFileSync(join(out, 'flights.yaml'), 'utf8')).toMatch(/pip install .*counting==1\.0/);
});

test.each([
  [['flights'], /pipeline "flights": its Python components need .*give the component image by digest/],
  [['flights', '--image', 'components:latest'], /the image "components:latest" may change under its name/],
  [['flihgts'], /did you mean "flights"/],
])('mlops compile %j is refused, and nothing is written', async (args, message) => {
  const out = newFolder();
  const { err, code } = await mlops('compile', ...args, '--out', out);
  expect(err).toMatch(message);
  expect(code).toBe(2);
  expect(existsSync(out)).toBe(false);
});

test('help says how a step gets its packages', async () => {
  expect((await mlops('compile', '--help')).out).toMatch(/--image REF[^]*--pip-install[^]*Examples:/);
});
