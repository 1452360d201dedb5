import { join } from 'node:path';
import { JOBS } from '../../cli/job/jobs';
import { shippedConfigs } from '../support/examples';
import { scratchFolder } from '../support/tree';
import { type Inventory } from '../../stacks/inventory';

const folder = scratchFolder();
const context = () => ({ scratch: folder(), pointOfNoReturn: () => undefined });
const listed = (config: string) => JSON.parse(JOBS.list({ config, json: true }, context())) as Inventory;
const levels = () =>
  (JSON.parse(JOBS.levels({ json: true })) as { levels: { level: number; capabilities: { kind: string }[] }[] }).levels;

test.each(shippedConfigs)('every resource of $name belongs to a capability of its level', ({ file }) => {
  const known = ['state-store', ...levels().flatMap(({ capabilities }) => capabilities.map(({ kind }) => kind))];
  const resources = listed(file).stacks.flatMap((stack) => stack.resources);
  expect(resources.length).toBeGreaterThan(0);
  expect(resources.filter(({ capability }) => !known.includes(capability))).toEqual([]);
});

test('every capability of level 0 makes something in the default, and pools where there are some', () => {
  const files = ['mlops.yaml', join('examples', 'accelerators', 'mlops.yaml')];
  const made = new Set(
    files.flatMap((file) => listed(file).stacks).flatMap(({ resources }) => resources.map((each) => each.capability)),
  );
  const promised = levels()
    .find(({ level }) => level === 0)!
    .capabilities.map(({ kind }) => kind);
  expect(promised.filter((kind) => !made.has(kind))).toEqual([]);
  expect(promised).toEqual(expect.arrayContaining(['foundation', 'data-stores', 'model-serving']));
});

test('the text has every address once, under its stack and capability', () => {
  const config = join('examples', 'minimal', 'mlops.yaml');
  const lines = JOBS.list({ config }, { ...context(), scratch: join(folder(), 'text') }).split('\n');
  const addresses = listed(config).stacks.flatMap((stack) => stack.resources.map(({ address }) => `    ${address}`));
  expect(lines.filter((line) => line.startsWith('    '))).toHaveLength(addresses.length);
  expect(lines).toEqual(expect.arrayContaining(addresses));
});
