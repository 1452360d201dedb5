import { parse } from 'yaml';
import { type Build, buildYaml } from '../../../delivery/build';
import { everything } from './everything';

const steps = [{ name: 'ubuntu', args: ['ls'] }];

test('a build is written as one would write it: fields in one order, scripts as blocks', () => {
  const build: Build = {
    substitutions: { _REGION: 'europe-west4', _CONFIG: 'mlops.yaml' },
    options: { logging: 'CLOUD_LOGGING_ONLY', automapSubstitutions: true, diskSizeGb: 200 },
    timeout: '1200s',
    steps: [
      { script: '#!/usr/bin/env bash\nset -e\n\necho "$_REGION"\n', waitFor: ['-'], name: 'node:20', id: 'test' },
      { args: ['-c', 'a\n  b'], name: 'ubuntu' },
    ],
  };
  expect(buildYaml(build, ['Runs the tests.', '', 'Generated.'])).toBe(
    `# Runs the tests.
#
# Generated.

steps:
  - id: test
    name: node:20
    waitFor:
      - '-'
    script: |
      #!/usr/bin/env bash
      set -e

      echo "$_REGION"
  - name: ubuntu
    args:
      - -c
      - |-
        a
          b
timeout: 1200s
options:
  diskSizeGb: 200
  automapSubstitutions: true
  logging: CLOUD_LOGGING_ONLY
substitutions:
  _CONFIG: mlops.yaml
  _REGION: europe-west4
`,
  );
});

test('the order in which a build was put together does not show', () => {
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(entries.map(([key, item]) => [key, backwards(item)]));
  };
  expect(buildYaml(backwards(everything) as Build)).toBe(buildYaml(everything));
});

test('what is undefined is not written, what is empty is', () => {
  const build = { steps, timeout: undefined, tags: [], substitutions: {} };
  expect(parse(buildYaml(build))).toEqual({ steps, tags: [], substitutions: {} });
});

test('one list in two steps is written twice, not as an anchor', () => {
  const env = ['A=1'];
  const text = buildYaml({
    steps: [
      { name: 'a', env },
      { name: 'b', env },
    ],
  });
  expect(text.match(/- A=1/g)).toHaveLength(2);
  expect(text).not.toMatch(/[&*]/);
});

test.each([
  'no',
  'ON',
  'y',
  '~',
  'null',
  '',
  '1e3',
  '1_000',
  '0o17',
  '017',
  '0b1',
  '12:30:45',
  '2024-01-01',
  '.inf',
  '=',
  '<<',
])('%j stays a text to readers of YAML 1.1 and 1.2', (value) => {
  const text = buildYaml({ steps: [{ name: 'a', args: [value] }] });
  for (const version of ['1.1', '1.2'] as const)
    expect(parse(text, { version })).toEqual({ steps: [{ name: 'a', args: [value] }] });
  expect(text).toContain(`- '${value}'\n`);
});

test('a tab is written as PyYAML reads it: in quotes', () => {
  const text = buildYaml({ steps: [{ name: 'a', args: ['a\tb', 'a\n\tb\n'] }] });
  expect(text).toContain("- 'a\tb'\n      - |\n        a\n        \tb\n");
});
