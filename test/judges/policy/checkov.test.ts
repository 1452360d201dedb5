import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { shippedConfigs } from '../../support/examples';
import { describeJudged, mlops, root } from '../../support/outside-judges';
import { ALLOWED, type Allowed } from './allowlist';

interface Finding {
  readonly check_id: string;
  readonly resource: string;
  /** From the folder that was scanned: `/NAME/stacks/STACK/cdk.tf.json`. */
  readonly file_path: string;
  readonly file_line_range: readonly [number, number];
}
interface Report {
  readonly summary: { readonly passed: number };
  readonly results: { readonly failed_checks: Finding[]; readonly parsing_errors: string[] };
}
interface Verdict {
  readonly findings: Finding[];
  readonly passed: number;
  readonly errors: string[];
}

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
  const lock = join(root, 'test/judges/policy/requirements.lock');
  program = join(await pythonEnvironment({ root: join(root, '.tools/checkov'), lock }), '../checkov');
  for (const { name, file } of shippedConfigs) synthesize(file, join('shipped', name));
  verdict = checkov(join(scratch, 'shipped'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Both frameworks: policies on the resources, and secrets in the text. */
function checkov(folder: string): Verdict {
  const args = ['-d', folder, '--framework', 'terraform_json', 'secrets', '--skip-download', '-o', 'json', '--quiet'];
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const parsed = JSON.parse(run.stdout) as Report | Report[];
  const reports = (Array.isArray(parsed) ? parsed : [parsed]).filter((report) => report.results);
  return {
    findings: reports.flatMap((report) => report.results.failed_checks),
    passed: reports.reduce((sum, report) => sum + report.summary.passed, 0),
    errors: [
      // A check that crashes says nothing and changes no exit code: it is only seen here.
      ...run.stderr.split('\n').filter((line) => line.includes('Failed to run check')),
      ...reports.flatMap((report) => report.results.parsing_errors ?? []),
    ],
  };
}

/** A secret is reported as a hash: what says whether it is one is the line. */
function lineOf({ file_path, file_line_range }: Finding): string {
  return readFileSync(join(scratch, 'shipped', file_path), 'utf8').split('\n')[file_line_range[0] - 1] ?? '';
}

function reasonFor(finding: Finding, file: string): Allowed | undefined {
  const { security, environments } = loadConfig(file).config;
  const ephemeral = Object.values(environments).some((environment) => environment.ephemeral !== undefined);
  const holds = { googleKeys: !security.cmek, public: !security.private, ephemeral };
  const subject = finding.check_id.startsWith('CKV_SECRET') ? lineOf(finding) : finding.resource;
  const found = ALLOWED.find(
    (entry) =>
      entry.check === finding.check_id &&
      entry.resource.test(subject) &&
      (entry.when === undefined || holds[entry.when]),
  );
  if (found) used.add(found);
  return found;
}

describeJudged('checkov', missing, () => {
  test.each(shippedConfigs)('finds nothing in $name but what the allowlist gives a reason for', ({ name, file }) => {
    const open = verdict.findings
      .filter(({ file_path }) => file_path.startsWith(`/${name}/`))
      .filter((finding) => !reasonFor(finding, file));
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
    expect(checkov(join(scratch, 'awake')).findings.map(({ check_id }) => check_id)).toContain('CKV_GCP_114');
  });
});
