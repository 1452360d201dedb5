/**
 * Judges that nobody here wrote. One that is missing is skipped, visibly, on a laptop; in CI it is a failure.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** Terraform with stand-ins for the Google providers: `PROVIDER_CHECK`, or the folder beside the checkout. */
const providerCheckScript = process.env.PROVIDER_CHECK ?? resolve(root, '../shared/provider-check/check.mjs');

const runs = (command: string, args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** What is missing for Terraform to judge; undefined when nothing is. */
export function missingForTerraform(): string | undefined {
  if (!runs('terraform', ['version'])) return 'terraform is not on the PATH';
  if (!existsSync(providerCheckScript)) return `no provider stand-in at ${providerCheckScript} (set PROVIDER_CHECK)`;
  return undefined;
}

/** Schemas and rules of the providers, as the stand-ins have them. */
export const providerData = join(dirname(providerCheckScript), 'data');

/** What is missing to compare with them; undefined when nothing is. */
export const missingForProviderData = (): string | undefined =>
  existsSync(providerData) ? undefined : `no provider data at ${providerData} (set PROVIDER_CHECK)`;

/** `describe`, or a visible skip when the judge is missing; in CI a failing test that says what is missing. */
export function describeJudged(name: string, missing: string | undefined, body: () => void): void {
  if (missing === undefined) return describe(name, body);
  if (process.env.CI) return describe(name, () => test('its judge is there', () => expect(missing).toBeUndefined()));
  describe.skip(`${name} (skipped: ${missing})`, body);
}

/** Runs the stand-in's script. Returns its exit code and everything it printed. */
export function providerCheck(...args: string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [providerCheckScript, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (status) => done({ status, output }));
  });
}

/** The Terraform CLI configuration that points at the stand-ins. */
export const terraformCliConfig = (): string =>
  execFileSync(process.execPath, [providerCheckScript, 'setup'], { encoding: 'utf8' }).trim();

/** Runs the mlops command as a user does. */
export function mlops(args: string[], options: { cwd?: string } = {}) {
  return spawnSync(process.execPath, [join(root, 'bin/mlops.mjs'), ...args], {
    cwd: options.cwd ?? root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}
