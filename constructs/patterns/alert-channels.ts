import { type Construct } from 'constructs';
import { Capability } from '../core/capability';
import { type Environment } from '../core/environment';
import { ValidationError } from '../core/errors';
import { EmailChannel, type INotificationChannel } from '../monitoring/notification-channel';
import { SERVICE_MONITORING } from './service-monitoring-info';

export interface AlertChannelsProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** E-mail addresses. Order and repetition do not matter. */
  readonly addresses: readonly string[];
}

/**
 * The notification channels of one stack, one per address.
 *
 * Each stack makes its own. Google makes up the id of a channel, so another stack could only look it up by its display
 * name: that fails the plan until the platform stack is applied, and breaks when two channels share a name. A channel
 * costs nothing, and two to one address send each notice once, as no alert names both.
 */
export class AlertChannels extends Capability {
  private readonly byAddress = new Map<string, INotificationChannel>();

  constructor(scope: Construct, id: string, { environment, addresses }: AlertChannelsProps) {
    super(scope, id, SERVICE_MONITORING);
    for (const address of [...new Set(addresses)].sort()) {
      this.byAddress.set(address, new EmailChannel(this, address, { project: environment.project, address }));
    }
  }

  /**
   * The channels of some of the addresses, in their order.
   *
   * @throws ValidationError for an address that this stack has no channel to
   */
  of(addresses: readonly string[]): INotificationChannel[] {
    return [...new Set(addresses)].map((address) => {
      const channel = this.byAddress.get(address);
      if (channel) return channel;
      const known = [...this.byAddress.keys()].join(', ') || 'none';
      throw new ValidationError(this, [`there is no channel to "${address}": add it to the addresses (${known})`]);
    });
  }
}
