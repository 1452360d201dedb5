import { type DeliveryTrigger } from '../triggers';
import { type DeliveryFacts } from './facts';
import { type HostBuild } from './host-build';

/** What a host's jobs for a build are made of. */
export interface JobParts {
  readonly trigger: DeliveryTrigger;
  readonly build: HostBuild;
  readonly facts: DeliveryFacts;
  /** Protected environment of the host that the build runs in. */
  readonly environment?: string;
  /** `projects/P/subscriptions/S` that is looked at for messages. */
  readonly subscription?: string;
}
