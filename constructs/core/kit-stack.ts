import { Aspects, GcsBackend, LocalBackend, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { refuseSharedAddresses } from './addresses';
import { NodeDependencies } from './dependencies';
import { Labels } from './labels';
import { terraformJson } from './terraform-json';

/** Where a stack keeps its Terraform state. */
export type StateLocation = { readonly bucket: string; readonly prefix: string } | { readonly local: true };

export interface KitStackProps {
  /** Where Terraform keeps the state of the stack. */
  readonly state: StateLocation;
  /** Labels of every resource. Never a level: levels change, and a label change touches everything. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Three up from `<out>/stacks/<name>`: beside the output folder, so that a new synthesis never meets the state. */
const BESIDE_THE_OUTPUT = '../../..';

/**
 * A stack as the kit makes them: state backend, labels, working `node.addDependency`, and no two resources with one
 * address. Its id is part of the state's path, so it never changes and holds no level.
 */
export abstract class KitStack extends TerraformStack {
  protected constructor(scope: Construct, id: string, props: KitStackProps) {
    super(scope, id);
    if ('bucket' in props.state) new GcsBackend(this, props.state);
    else new LocalBackend(this, { path: `${BESIDE_THE_OUTPUT}/terraform.${id}.tfstate` });
    Aspects.of(this).add(new NodeDependencies());
    Labels.applyTo(this, props.labels);
  }

  /**
   * CDKTF calls this before it writes any stack. There is nothing else to prepare: CDKTF resolves all tokens here to
   * join stacks by remote state, and `toTerraform` refuses that.
   */
  override prepareStack(): void {
    refuseSharedAddresses(this);
  }

  /** @throws ValidationError for a reference to another stack */
  override toTerraform(): object {
    return terraformJson(this, this.stackOverrides);
  }

  private get stackOverrides(): Readonly<Record<string, unknown>> {
    return (this as unknown as { rawOverrides: Record<string, unknown> }).rawOverrides;
  }
}
