import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceleratorsPage } from '../../../scripts/accelerator-docs/page';
import { CATALOGUE } from '../../../training/catalogue';

test('docs/accelerators.md is what the catalogue says (npm run docs:accelerators)', () => {
  expect(readFileSync(join(__dirname, '../../../docs/accelerators.md'), 'utf8')).toBe(acceleratorsPage());
});

test('the page names every GPU, generation, machine type and source', () => {
  const page = acceleratorsPage();
  const names = [...CATALOGUE.gpus, ...CATALOGUE.tpus].flatMap((row) => [
    'type' in row ? row.type : row.generation,
    ...row.machines.map(({ machineType }) => machineType),
    ...row.source,
  ]);
  expect(names.filter((name) => !page.includes(name))).toEqual([]);
});
