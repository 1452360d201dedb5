import { type TerraformMetaArguments, TerraformResource } from 'cdktf';
import { type Construct } from 'constructs';

/** Arguments by their Terraform names. */
export type RawArguments = Readonly<Record<string, unknown>>;

const TYPE = 'google_vertex_ai_persistent_resource';

/** A resource that the bindings do not have. Takes the labels of the environment as those that they have do. */
export class RawPersistentResource extends TerraformResource {
  labels?: Record<string, string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: RawArguments,
    meta: TerraformMetaArguments,
  ) {
    super(scope, id, {
      terraformResourceType: TYPE,
      terraformGeneratorMetadata: { providerName: 'google' },
      ...meta,
    });
  }

  get labelsInput(): Record<string, string> | undefined {
    return this.labels;
  }

  get effectiveLabels() {
    return this.getStringMapAttribute('effective_labels');
  }

  get id(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.given, labels: this.labels };
  }
}
