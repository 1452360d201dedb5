import { stripVTControlCharacters } from 'node:util';
import { assessmentText } from '../../../cli/views/assess/report';
import { type Assessment } from '../../../stacks/assessment/assess';
import { assessed } from '../../stacks/assessment/assessed';
import { FOREIGN_FILES, foreignStack } from '../../stacks/assessment/foreign-estate';

const text = (assessment: Assessment, options = {}) =>
  stripVTControlCharacters(assessmentText({ input: 'main.json', ...assessment }, options));

test('the verdict comes first, then the levels, then a line for each item', () => {
  const lines = text(assessed(foreignStack(1), {})).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    'main.json: meets level 1',
    '  level 0  met',
    '  level 1  met',
    '  level 2  not met: 13 items missing',
    '',
    'Level 0: Manual process',
  ]);
  const width = 'Builds that test and builds that deploy differ in account'.length;
  expect(lines).toEqual(
    expect.arrayContaining([
      `  met             ${'Offline data'.padEnd(width)}  main/google_storage_bucket.lake and 1 more`,
      `  optional        ${'Feature store'.padEnd(width)}  get it by featureStore`,
      `  missing         ${'Source repository'.padEnd(width)}  get it by delivery.repository, workspace.source`,
    ]),
  );
});

test('what cannot be seen is said in the verdict, and why at the item', () => {
  const said = text(assessed(foreignStack(2)));
  expect(said).toContain('main.json: meets level 2, as far as can be seen: 4 items cannot be\n');
  expect(said).toMatch(
    /^ {2}cannot be seen {2}Builds run unit tests +what builds do: their files are not in what was given$/m,
  );
});

test('a level is not met while one below is not', () => {
  const json = foreignStack(2) as { resource: Record<string, object> };
  json.resource.google_workbench_instance = {};
  const lines = text(assessed(json as never, FOREIGN_FILES)).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'main.json: meets no level yet',
    '  level 0  not met: 1 item missing',
    '  level 1  not met: level 0 is not',
    '  level 2  not met: level 0 is not',
  ]);
});

test('--verbose tells what was looked for, and everything that was found', () => {
  const said = text(assessed(foreignStack(0)), { verbose: true });
  expect(said).toContain('      looked for: a bucket that is not for logs, a BigQuery or a Vertex AI dataset\n');
  expect(said).toContain('\n      main/google_storage_bucket.lake\n      main/google_storage_bucket.audit\n');
});
