import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeJudged, root } from '../../support/outside-judges';

const script = join(root, 'scripts/generate-component-contracts.py');
const python = (...args: string[]) => spawnSync('python3', args, { encoding: 'utf8' });
const missing = python('--version').status === 0 ? undefined : 'python3 is not on the PATH';

const source = (signature: string, docstring = 'Does it.') =>
  `from typing import *\nfrom kfp.dsl import *\n\n\ndef do_it${signature}:\n    """${docstring}"""\n`;

/** A components folder with a component for each name. */
function folderWith(components: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'components-'));
  for (const [name, text] of Object.entries(components)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'component.py'), text);
  }
  return folder;
}

describeJudged('contracts read from Python', missing, () => {
  test('every committed contract and every copy of shared code is up to date', () => {
    expect(python(script, '--check')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('a contract goes stale when the signature changes, and the check names the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'components-'));
    cpSync(join(root, 'pipelines/components'), folder, { recursive: true });
    const file = join(folder, 'split/component.py');
    writeFileSync(file, readFileSync(file, 'utf8').replace('test_share: float = 0.2', 'test_share: float = 0.3'));
    const { status, stdout } = python(script, '--check', folder);
    expect(status).toBe(1);
    expect(stdout.trim().split('\n')).toEqual([expect.stringContaining(join(folder, 'split/contract.generated.ts'))]);
  });

  test('shared code that changes makes every component that copies it stale', () => {
    const folder = mkdtempSync(join(tmpdir(), 'components-'));
    cpSync(join(root, 'pipelines/components'), folder, { recursive: true });
    const shared = join(folder, 'shared/drift.py');
    writeFileSync(
      shared,
      readFileSync(shared, 'utf8').replace("measure: str = 'jensen-shannon'", "measure: str = 'l-infinity'"),
    );
    const { stdout } = python(script, '--check', folder);
    const stale = ['monitor', 'validate-data'].map((name) => expect.stringContaining(join(name, 'component.py')));
    expect(stdout.trim().split('\n')).toEqual(stale);
  });

  describe('a signature that is no contract', () => {
    const wrong: Record<string, [source: string, expected: string]> = {
      'no-type': [source('(x)'), ':5: x has no type'],
      'no-such-type': [source('(x: complex)'), 'complex is no type that a component can take or return'],
      'no-such-artifact': [source('(x: Input[Table])'), 'Table is no artifact type; allowed: Artifact, Dataset'],
      'computed-default': [source('(x: int = 2 * y)'), 'the default 2 * y must be a literal'],
      'artifact-default': [source('(x: Input[Dataset] = 1)'), 'an artifact can have no default but None'],
      'not-described': [source('(x: int)'), 'does not describe x: see its section Args'],
      'described-too-much': [
        source('()', 'Does it.\n\n    Args:\n        y: Y.\n    '),
        'describes y, which is not there',
      ],
      'other-name': [
        source('()').replace('def do_it', 'def do'),
        'no function other_name; a component is named after its',
      ],
      'not-shared': [`${source('()')}# --- shared/x.py: a ---\n# --- end of shared/x.py ---\n`, 'copies shared/x.py'],
      'not-python': ['def not_python(:\n', ':1: invalid syntax'],
    };
    const names = Object.keys(wrong).sort();
    let problems: string[];
    let folder: string;
    beforeAll(() => {
      const texts = names.map((name) => [name, wrong[name]![0].replace('do_it', name.replaceAll('-', '_'))]);
      folder = folderWith({ ...Object.fromEntries(texts), fine: source('()').replace('do_it', 'fine') });
      const { status, stderr } = python(script, folder);
      expect(status).toBe(1);
      problems = stderr.trim().split('\n');
    });

    test.each(names)('is one clear error with its file: %s', (name) => {
      const problem = problems[names.indexOf(name)];
      expect(problem).toContain(`error: ${join(folder, name, 'component.py')}`);
      expect(problem).toContain(wrong[name]![1]);
    });

    test('nothing is written while one is wrong', () => {
      expect(existsSync(join(folder, 'fine', 'contract.generated.ts'))).toBe(false);
      expect(problems).toHaveLength(names.length);
    });
  });

  test('optional and default follow the rules of KFP', () => {
    const docstring =
      'Does it. More.\n\n    Args:\n        a: A.\n        b: B.\n        c: C,\n            on two lines.\n        d: D.\n\n    Returns:\n        Output: O.\n    ';
    const signature =
      '(a: Optional[int] = None, b: List = None, c: str = "it\'s", d: Input[List[Model]] = None) -> float';
    const folder = folderWith({ 'do-it': source(signature, docstring) });
    expect(python(script, folder).status).toBe(0);
    expect(readFileSync(join(folder, 'do-it/contract.generated.ts'), 'utf8'))
      .toBe(`/* Generated by scripts/generate-component-contracts.py from component.py: do not edit. */
import { type ComponentContract } from '../../ir/component-contract';

export const contract = {
  name: 'do-it',
  functionName: 'do_it',
  description: 'Does it. More.',
  inputs: {
    a: { kind: 'parameter', type: 'NUMBER_INTEGER', optional: true, description: 'A.' },
    b: { kind: 'parameter', type: 'LIST', optional: true, description: 'B.' },
    c: { kind: 'parameter', type: 'STRING', optional: true, default: 'it\\'s', description: 'C, on two lines.' },
    d: { kind: 'artifact', type: 'system.Model', schemaVersion: '0.0.1', list: true, optional: true, description: 'D.' },
  },
  outputs: {
    Output: { kind: 'parameter', type: 'NUMBER_DOUBLE', description: 'O.' },
  },
} as const satisfies ComponentContract;
`);
  });
});
