import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MACHINE_TYPES } from '../../../config/data/machine-types';
import { vcpusOf } from '../../../constructs/vertex-ai/machine-type';

const LIST = join(__dirname, '../../../../shared/data/machine-types-by-region.csv.gz');

test.each([
  ['n1-standard-4', 4],
  ['e2-medium', 2],
  ['a2-highgpu-1g', 12],
  ['c3-standard-22-lssd', 22],
])('%s has %i vCPUs', (machine, vcpus) => {
  expect(vcpusOf(machine)).toBe(vcpus);
});

test('a machine type whose name does not tell has no number, rather than a wrong one', () => {
  expect(vcpusOf('a9-futuregpu-8g')).toBeUndefined();
  expect(vcpusOf('')).toBeUndefined();
});

test('every machine type that the config takes has a number', () => {
  expect(MACHINE_TYPES.filter((machine) => vcpusOf(machine) === undefined)).toEqual([]);
});

const listed = existsSync(LIST) || process.env.CI ? test : test.skip;
listed("the numbers are those of Google's list", () => {
  const rows = gunzipSync(readFileSync(LIST)).toString().split('\n').slice(1);
  const published = new Map(rows.map((row) => row.split(';') as [string, string]).map(([name, cpus]) => [name, cpus]));
  const known = MACHINE_TYPES.filter((machine) => published.has(machine));
  expect(known.length).toBeGreaterThan(100);
  expect(known.map((machine) => [machine, vcpusOf(machine)])).toEqual(
    known.map((machine) => [machine, Number(published.get(machine))]),
  );
});
