import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ISynthesisSession, TerraformStack } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';
import { validate } from './errors';

export interface StackFileProps {
  /** Below `assets/` in the stack's folder, such as `pipelines/training.yaml`; one of its name in the stack. */
  readonly fileName: string;
  /** What is in it: text, or bytes. */
  readonly content: string | Uint8Array;
}

const PART = '[A-Za-z0-9][A-Za-z0-9._-]*';
const FILE_NAME = new RegExp(`^${PART}(/${PART})*$`);

/** Names that are taken, by stack: a second file of one name would take the place of the first. */
const taken = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * A file that lies beside the stack's `cdk.tf.json`, for Terraform to read: `TerraformAsset` without a file to copy
 * from. It is written when the app is synthesized, and not when the stacks are only built to look at them.
 */
export class StackFile extends Construct {
  /** From the folder of the stack, in which Terraform runs: `assets/NAME`. */
  readonly path: string;
  /** Hash of the content, in hex. */
  readonly sha256: string;

  /** @throws ValidationError when the name leads elsewhere, or the stack has a file of that name */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: StackFileProps,
  ) {
    super(scope, id);
    const stack = TerraformStack.of(this);
    const names = taken.get(stack) ?? new Map<string, string>();
    const owner = names.get(props.fileName);
    validate(this, [
      {
        broken: !FILE_NAME.test(props.fileName),
        problem: `file name "${props.fileName}" is not valid: letters, digits, ".", "_" and "-" in parts joined by "/", each starting with a letter or digit`,
      },
      { broken: owner !== undefined, problem: `file "${props.fileName}" is written by ${owner} already` },
    ]);
    taken.set(stack, names.set(props.fileName, this.node.path));
    this.path = `assets/${props.fileName}`;
    this.sha256 = createHash('sha256').update(props.content).digest('hex');
    addCustomSynthesis(this, { onSynthesize: (session) => this.write(session, stack) });
  }

  private write({ outdir, manifest }: ISynthesisSession, stack: TerraformStack): void {
    const file = join(outdir, manifest.forStack(stack).workingDirectory, this.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.props.content);
  }
}
