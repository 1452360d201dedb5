import { Construct } from 'constructs';
import { VertexAiTensorboard } from '@cdktf/provider-google/lib/vertex-ai-tensorboard';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';

export interface ITensorboard {
  /** `projects/P/locations/L/tensorboards/T` */
  readonly tensorboardName: string;
}

export interface TensorboardProps {
  /** At most 128 characters. */
  readonly displayName: string;
  /** @default - none */
  readonly description?: string;
  /** Google Cloud project id. Changing it replaces the TensorBoard. */
  readonly project: string;
  /** Changing it replaces the TensorBoard and loses its runs. */
  readonly region: string;
  /**
   * Refuse to destroy or replace the TensorBoard.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Changing it replaces the TensorBoard and loses its runs.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
}

/** A Vertex AI TensorBoard: keeps what training runs write, and compares experiments. */
export class Tensorboard extends Construct implements ITensorboard {
  readonly tensorboardName: string;

  constructor(scope: Construct, id: string, props: TensorboardProps) {
    super(scope, id);
    const tensorboard = new VertexAiTensorboard(this, 'Resource', {
      displayName: props.displayName,
      description: props.description,
      project: props.project,
      region: props.region,
      encryptionSpec: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.tensorboardName = tensorboard.name;
  }

  /** A TensorBoard that is managed elsewhere. */
  static fromTensorboardName(tensorboardName: string): ITensorboard {
    return { tensorboardName };
  }
}
