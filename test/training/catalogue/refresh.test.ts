/** `npm run catalogue:refresh`: what it prints, what it changes, what it refuses. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { catalogueRegions } from '../../../scripts/catalogue/difference';
import { refresh } from '../../../scripts/catalogue/refresh';
import { CATALOGUE } from '../../../training/catalogue';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
const catalogue = join(folder, 'accelerators.json');
const list = join(folder, 'list.csv');
const DAY = '2027-01-15';

afterAll(() => rmSync(folder, { recursive: true }));

/** The list that has exactly what the catalogue has. */
const same = [...catalogueRegions(CATALOGUE)].flatMap(([type, regions]) =>
  [...regions].map((region) => `${type};8;False;30.00;;${region}`),
);
const written = (lines: readonly string[]) => ['NAME;CPUS;SHARED_CPU;MEMORY_GB;DEPRECATED;ZONE', ...lines].join('\n');

beforeEach(() => {
  copyFileSync(join(__dirname, '../../../training/catalogue/accelerators.json'), catalogue);
  writeFileSync(list, written(same));
});

const run = (...args: string[]) => refresh(args, catalogue);

test('a list with the same machine types and regions has no difference, and nothing is written', () => {
  const before = readFileSync(catalogue, 'utf8');
  expect(run(list, '--date', DAY)).toBe(`no difference\nthe catalogue is of ${CATALOGUE.asOf}; --write sets ${DAY}\n`);
  expect(readFileSync(catalogue, 'utf8')).toBe(before);
});

test('new and gone machine types and regions are printed', () => {
  const lines = same.filter((line) => !/^(a2-megagpu-16g|nothing);|^g2-standard-4;.*;us-west4$/.test(line));
  writeFileSync(
    list,
    written([
      ...lines,
      'g2-standard-128;1;;1;;us-west1',
      'a4-highgpu-8g;1;;1;;europe-west1',
      'n2-standard-8;1;;1;;us-west1',
    ]),
  );
  expect(run(list, '--date', DAY).split('\n').slice(0, 8)).toEqual([
    'machine types that the catalogue lacks (1)',
    '  g2-standard-128',
    'machine types that the list lacks (1)',
    '  a2-megagpu-16g',
    'regions that the catalogue lacks (1)',
    '  a4-highgpu-8g: europe-west1',
    'regions that the list lacks (1)',
    '  g2-standard-4: us-west4',
  ]);
});

test('a compressed list is read', () => {
  writeFileSync(`${list}.gz`, gzipSync(written(same)));
  expect(run(`${list}.gz`, '--date', DAY)).toMatch(/^no difference\n/);
});

test('--write sets the date and changes nothing else', () => {
  const before = readFileSync(catalogue, 'utf8');
  expect(run(list, '--date', DAY, '--write')).toContain(
    `the catalogue is now of ${DAY}; run npm run docs:accelerators`,
  );
  expect(readFileSync(catalogue, 'utf8')).toBe(before.replace(CATALOGUE.asOf, DAY));
});

test('--help has examples', () => {
  expect(run('--help')).toContain('npm run catalogue:refresh -- machinetyperegion.csv --date');
});

test.each([
  ['no file', [], 'name one file (--help shows how)'],
  ['no date', ['list.csv'], '--date is missing: the day of the list, such as 2026-11-25'],
  [
    'a date that is no day',
    ['list.csv', '--date', '2027-02-30'],
    '--date 2027-02-30 is no day; write it as 2026-11-25',
  ],
  ['an unknown option', ['list.csv', '--dat'], "Unknown option '--dat' (--help shows how)"],
  ['a missing file', ['nowhere.csv', '--date', DAY], 'nowhere.csv: there is no such file'],
])('%s is refused in one line', (_name, args, message) => {
  expect(() => run(...args)).toThrow(message);
});

test('a list of another form, and a date before that of the catalogue, are refused', () => {
  expect(() => run(list, '--date', '2020-01-01')).toThrow(
    `--date 2020-01-01 is before the catalogue's own date, ${CATALOGUE.asOf}`,
  );
  writeFileSync(list, 'type,region\n');
  expect(() => run(list, '--date', DAY)).toThrow('list.csv:1: needs the columns NAME and ZONE, separated by ";"');
  writeFileSync(list, 'NAME;ZONE\na2-highgpu-1g\n');
  expect(() => run(list, '--date', DAY)).toThrow('list.csv:2: has no machine type or no region: a2-highgpu-1g');
  writeFileSync(`${list}.gz`, 'not compressed');
  expect(() => run(`${list}.gz`, '--date', DAY)).toThrow('list.csv.gz: is not compressed with gzip');
});
