/** The embedded default at each of its levels, with what it delivers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { readStackFolder } from '../../../cli/assessment/stack-folder';
import { repositoryIn } from '../../../cli/assessment/repository';
import { assess, CHECKLIST } from '../../../stacks/assessment/assess';
import { Estate, type EstateParts } from '../../../stacks/assessment/estate';
import { partsOfStacks } from '../../../stacks/assessment/from-stacks';
import { synthesize } from '../../../stacks/synthesize';
import { idsOf, itemsOf } from '../../stacks/assessment/assessed';
import { levelsOf } from '../../support/levels';
import { mlops, root } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();
const FILE = join(root, 'mlops.yaml');

function partsAt(level: number): EstateParts {
  const out = join(folder(), 'out');
  synthesize(loadConfig(FILE, { level }), out);
  mlops(['delivery', 'write', '--out', folder()]);
  return { ...partsOfStacks(readStackFolder(out)), repository: repositoryIn(folder()) };
}

/** What is left of an estate. */
function without(parts: EstateParts, evidence: readonly string[]): EstateParts {
  const gone = new Set(evidence.map((each) => each.split(': ')[0]));
  const repository = parts.repository!;
  return {
    ...parts,
    resources: parts.resources.filter(({ address }) => !gone.has(address)),
    pipelines: parts.pipelines!.filter(({ address }) => !gone.has(address)),
    repository: { ...repository, file: (path) => (gone.has(path) ? undefined : repository.file(path)) },
  };
}

test.each(levelsOf(FILE))('the default at level %i meets level %i', (level) => {
  const assessment = assess(new Estate(partsAt(level)));
  expect(assessment).toMatchObject({ level, unseen: 0 });
});

test('at the highest level, each required item is named when what shows it is taken away', () => {
  const parts = partsAt(levelsOf(FILE).at(-1)!);
  const required = CHECKLIST.filter((item) => item.required).map(({ id }) => id);
  const stillThere = required.filter((id) => {
    const found = (estate: EstateParts) => itemsOf(assess(new Estate(estate))).find((item) => item.id === id)!;
    let rest = parts;
    // What is left may show it as well.
    for (let round = 0; round < 20 && found(rest).status === 'met'; round++) rest = without(rest, found(rest).evidence);
    const assessment = assess(new Estate(rest));
    return ![...idsOf(assessment, 'missing'), ...idsOf(assessment, 'unseen')].includes(id);
  });
  expect(stillThere).toEqual([]);
});

test('docs/levels.md lists every item of every level, in the order of the checklist', () => {
  const page = readFileSync(join(root, 'docs/levels.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| (\d) \| ([^|]+?) \| ([^|]+?) \| ([^|]+?) \|$/gm)];
  const listed = rows.map(([, id, level, title, looksFor, how]) => ({
    id,
    level: Number(level),
    title,
    looksFor,
    how,
  }));
  const items = itemsOf(assess(new Estate({ resources: [], projects: new Map() })));
  expect(listed).toEqual(
    items.map(({ id, level, title, required, looksFor, how }) => ({
      ...{ id, level, looksFor, how },
      title: required ? title : `${title} (optional)`,
    })),
  );
});
