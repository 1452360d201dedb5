import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeJudged, missingForTerraform, mlops, providerCheck } from '../../support/outside-judges';
import { shippedConfigs } from '../../support/examples';

const scratch = mkdtempSync(join(tmpdir(), 'mlops-converge-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function synthesized(name: string, file: string, cwd?: string): string {
  const out = join(scratch, name);
  const run = mlops(['synth', '--config', file, '--level', '0', '--out', out], { cwd });
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  return out;
}

const stacksIn = (out: string) => readdirSync(join(out, 'stacks')).sort();
const bytesOf = (out: string) =>
  stacksIn(out).map((stack) => readFileSync(join(out, 'stacks', stack, 'cdk.tf.json'), 'utf8'));

describeJudged('Terraform', missingForTerraform(), () => {
  test.each(shippedConfigs)('accepts, applies and finds unchanged every stack of $name', ({ name, file }) => {
    const out = synthesized(name, file);
    const stacks = stacksIn(out).map((stack) => join(out, 'stacks', stack));
    expect(stacks.length).toBeGreaterThan(0);
    const { status, output } = providerCheck('converge', ...stacks);
    expect(output.trim().split('\n')).toEqual(stacks.map((stack) => `${stack}: converge ok`));
    expect(status).toBe(0);
  });
});

describe('synthesis', () => {
  test.each(shippedConfigs)('gives the same bytes twice for $name, also from another folder', ({ name, file }) => {
    const first = bytesOf(synthesized(`${name}-1`, file));
    expect(bytesOf(synthesized(`${name}-2`, file, scratch))).toEqual(first);
  });
});
