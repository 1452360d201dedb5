import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Manifest, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { addressOf } from '../constructs/core/addresses';
import { capabilityOf } from '../constructs/core/capability';
import { readStacks, type StackJson } from './stack-json';

export const stacksBelow = (root: IConstruct): TerraformStack[] => root.node.findAll().filter(TerraformStack.isStack);

/**
 * Synthesizes every stack of an app as `app.synth()` does, with aspects and validations, and leaves nothing on disk.
 * All stacks are prepared first: without that a reference to another stack stays a dangling `${...}`.
 */
export function synthesizeApp(root: IConstruct): StackJson[] {
  const outdir = mkdtempSync(join(tmpdir(), 'mlops-kit-'));
  try {
    const stacks = stacksBelow(root);
    if (stacks.length === 0) throw new Error('the app has no stack: nothing to synthesize');
    const session = { outdir, manifest: new Manifest('test', outdir, false) };
    for (const stack of stacks) stack.prepareStack();
    for (const stack of stacks) stack.synthesizer.synthesize(session);
    const problems = root.node.validate();
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return readStacks(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The kind of capability of every element of a stack, by address. */
export function capabilitiesOf(stack: TerraformStack): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const node of stack.node.findAll()) {
    const [address, capability] = [addressOf(node), capabilityOf(node)];
    if (address !== undefined && capability) kinds.set(address, capability.kind);
  }
  return kinds;
}
