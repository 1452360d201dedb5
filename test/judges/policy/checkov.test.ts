import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { shippedConfigs } from '../../support/examples';
import { describeJudged, mlops, root } from '../../support/outside-judges';
import { ALLOWED, type Allowed } from './allowlist';
import { checkov, checkovProgram, type Finding, reasonFor, type Verdict } from './scan';

const missing = spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3 is not on the PATH';
const scratch = mkdtempSync(join(tmpdir(), 'mlops-checkov-'));
const used = new Set<Allowed>();
let program: string;
let verdict: Verdict;

function synthesize(file: string, into: string): string {
  const out = join(scratch, into);
  const { status, stderr } = mlops(['synth', '--config', file, '--out', out]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return out;
}

beforeAll(async () => {
  if (missing !== undefined) return;
  program = await checkovProgram();
  for (const { name, file } of shippedConfigs) synthesize(file, join('shipped', name));
  verdict = checkov(program, join(scratch, 'shipped'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function allowed(finding: Finding, file: string): Allowed | undefined {
  const found = reasonFor(finding, loadConfig(file).config);
  if (found) used.add(found);
  return found;
}

describeJudged('checkov', missing, () => {
  test.each(shippedConfigs)('finds nothing in $name but what the allowlist gives a reason for', ({ name, file }) => {
    const open = verdict.findings
      .filter(({ file_path }) => file_path.startsWith(`/${name}/`))
      .filter((finding) => !allowed(finding, file));
    expect(open.map(({ check_id, resource }) => `${check_id} ${resource}`)).toEqual([]);
  });

  test('ran every check to its end, on hundreds of resources', () => {
    expect(verdict.errors).toEqual([]);
    expect(verdict.passed).toBeGreaterThan(500);
  });

  test('the allowlist has no entry that allows nothing', () => {
    expect(ALLOWED.filter((entry) => !used.has(entry)).map(({ check, resource }) => `${check} ${resource}`)).toEqual(
      [],
    );
  });

  test('a public bucket is found, so the judge is awake', () => {
    const file = join(
      synthesize(join(root, 'examples/minimal/mlops.yaml'), 'awake'),
      'stacks/platform-dev/cdk.tf.json',
    );
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace('"public_access_prevention": "enforced"', '"public_access_prevention": "inherited"'),
    );
    expect(checkov(program, join(scratch, 'awake')).findings.map(({ check_id }) => check_id)).toContain('CKV_GCP_114');
  });
});
