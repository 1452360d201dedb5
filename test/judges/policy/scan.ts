import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config } from '../../../config/schema';
import { projectRoot } from '../../../pipelines/local/project-root';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { ALLOWED, type Allowed } from './allowlist';

export interface Finding {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  /** From the folder that was scanned: `/NAME/stacks/STACK/cdk.tf.json`. */
  readonly file_path: string;
  /** The first line of what was found. */
  readonly line: string;
}
interface Report {
  readonly summary: { readonly passed: number };
  readonly results: {
    readonly failed_checks: (Omit<Finding, 'line'> & { readonly file_line_range: readonly [number, number] })[];
  };
}
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly passed: number;
  readonly errors: readonly string[];
}

/** The program, in an environment of its own that is made on first use. */
export async function checkovProgram(): Promise<string> {
  const lock = join(projectRoot(), 'test/judges/policy/requirements.lock');
  return join(await pythonEnvironment({ root: join(projectRoot(), '.tools/checkov'), lock }), '../checkov');
}

/** Both frameworks: policies on the resources, and secrets in the text. */
export function checkov(program: string, folder: string): Verdict {
  const readable = readableCopy(folder);
  try {
    return scan(program, readable);
  } finally {
    rmSync(readable, { recursive: true });
  }
}

/** Without `removed` blocks, which have nothing to check: checkov gives up on a file that has one. */
function readableCopy(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'mlops-policy-'));
  cpSync(folder, copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tf.json'));
  for (const file of files.map((each) => join(copy, each))) {
    const { removed, ...stack } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (removed !== undefined) writeFileSync(file, JSON.stringify(stack, null, 2));
  }
  return copy;
}

function scan(program: string, folder: string): Verdict {
  const args = ['-d', folder, '--framework', 'terraform_json', 'secrets', '--skip-download', '-o', 'json', '--quiet'];
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!run.stdout) throw new Error(`checkov said nothing about ${folder}: ${run.stderr || run.error?.message}`);
  const parsed = JSON.parse(run.stdout) as Report | Report[];
  const reports = (Array.isArray(parsed) ? parsed : [parsed]).filter((report) => report.results);
  return {
    findings: reports.flatMap(({ results }) =>
      results.failed_checks.map((found) => ({ ...found, line: lineAt(join(folder, found.file_path), found) })),
    ),
    passed: reports.reduce((sum, report) => sum + report.summary.passed, 0),
    // Neither a check that crashes nor a file that cannot be read changes the exit code: both are only seen here.
    errors: run.stderr.split('\n').filter((line) => /Failed to (run check|parse template)/.test(line)),
  };
}

function lineAt(
  file: string,
  { file_line_range: [first] }: { readonly file_line_range: readonly [number, number] },
): string {
  return readFileSync(file, 'utf8').split('\n')[first - 1] ?? '';
}

/** The entry of the allowlist that a finding has, under its configuration. */
export function reasonFor(finding: Finding, { security, environments }: Config): Allowed | undefined {
  const ephemeral = Object.values(environments).some((environment) => environment.ephemeral !== undefined);
  const holds = { googleKeys: !security.cmek, public: !security.private, ephemeral };
  // A secret is reported as a hash: what says whether it is one is the line.
  const subject = finding.check_id.startsWith('CKV_SECRET') ? finding.line : finding.resource;
  return ALLOWED.find(
    (entry) =>
      entry.check === finding.check_id &&
      entry.resource.test(subject) &&
      (entry.when === undefined || holds[entry.when]),
  );
}
