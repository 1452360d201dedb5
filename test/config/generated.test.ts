import Ajv from 'ajv';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configJsonSchema } from '../../config/json-schema';
import { loadConfig } from '../../config/load';
import { referencePage } from '../../config/reference/page';
import { changed, plus } from './malformed/minimal';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('what is generated from the schema', () => {
  test('the JSON Schema is up to date: else run npm run docs:config', () => {
    expect(JSON.parse(read('config/mlops.schema.json'))).toEqual(configJsonSchema());
  });

  test('the reference page is up to date: else run npm run docs:config', () => {
    expect(read('docs/config.md')).toBe(referencePage(read('mlops.yaml')));
  });

  test('every link of the reference page leads to a heading', () => {
    const page = read('docs/config.md');
    const anchorOf = (heading: string) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-');
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });

  test('every key of the reference page says what it means', () => {
    const rows = read('docs/config.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.filter((row) => row.endsWith('|  |'))).toEqual([]);
  });
});

const examples = existsSync(join(root, 'examples')) ? readdirSync(join(root, 'examples')).sort() : [];
const configs = ['mlops.yaml', ...examples.map((name) => `examples/${name}/mlops.yaml`)].filter((file) =>
  existsSync(join(root, file)),
);

describe('the JSON Schema in an editor', () => {
  // `errorMessage` is a word of editors; `strict` would refuse it.
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(read('config/mlops.schema.json')),
  );
  const accepts = (yaml: string) => validate(parse(yaml));

  test.each(configs)('accepts %s, as the loader does', (file) => {
    expect(loadConfig(join(root, file)).config.product).toBeTruthy();
    expect([accepts(read(file)), validate.errors]).toEqual([true, null]);
  });

  test.each([
    ['an unknown key', plus('kubernetes: true')],
    ['a mistyped region', changed({ region: 'region: europe-wst4' })],
    ['a missing key', changed({ product: '' })],
    ['an upper-case name', plus('models: { Churn: {} }')],
    ['no environment', changed({ environments: 'environments: {}' })],
    ['a number out of bounds', plus('security: { logRetentionDays: 0 }')],
    ['a public principal', plus('people: { viewers: [allUsers] }')],
    ['a key of another source host', plus('workspace: { source: { host: none, remoteUri: x } }')],
  ])('refuses %s', (_, yaml) => {
    expect(accepts(plus(''))).toBe(true);
    expect(accepts(yaml)).toBe(false);
  });
});
