import { Construct } from 'constructs';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { KeyRing } from '../kms/key-ring';
import { type ProjectServices } from '../project/project-services';

export interface DeliveryKeysProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /** What enables the APIs, and knows their agents. */
  readonly services: ProjectServices;
}

/** Keys for what delivery keeps; builds themselves keep nothing: https://cloud.google.com/build/docs/securing-builds/cmek */
export class DeliveryKeys extends Construct {
  readonly artifacts: EncryptionKey;
  readonly pubsub: EncryptionKey;

  constructor(scope: Construct, id: string, { environment, services }: DeliveryKeysProps) {
    super(scope, id);
    const { project, region, naming } = environment;
    const ring = new KeyRing(this, 'Ring', { project, location: region, keyRingId: naming.name('keyRing', 'main') });
    this.artifacts = ring.addKey('artifacts', { agent: services.agentMember('artifactregistry.googleapis.com') });
    this.pubsub = ring.addKey('pubsub', { agent: services.agentMember('pubsub.googleapis.com') });
  }
}
