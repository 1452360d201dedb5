import { Construct } from 'constructs';
import { Token } from 'cdktf';
import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import { validate } from '../core/errors';

/** Somewhere that Cloud Monitoring sends notices to. */
export interface INotificationChannel {
  /** `projects/P/notificationChannels/C`, where Google makes up C. */
  readonly channelName: string;
}

/** Who hears of an alert. Nobody is a choice that has to be made, with a reason, which the alert then says. */
export type Notify = readonly INotificationChannel[] | { readonly nobody: string };

export interface EmailChannelProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** Changing it sends a notice nowhere for a moment: prefer a group address. */
  readonly address: string;
}

/** Notices by e-mail. */
export class EmailChannel extends Construct implements INotificationChannel {
  readonly channelName: string;

  constructor(scope: Construct, id: string, { project, address }: EmailChannelProps) {
    super(scope, id);
    validate(this, [
      {
        broken: !Token.isUnresolved(address) && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address),
        problem: `"${address}" is not an e-mail address`,
      },
    ]);
    const channel = new MonitoringNotificationChannel(this, 'Resource', {
      project,
      type: 'email',
      displayName: address,
      labels: { email_address: address },
      // Google refuses to delete a channel that an alert still names: the alert has to let go first.
      lifecycle: { createBeforeDestroy: true },
    });
    this.channelName = channel.name;
  }

  /** A channel that is managed elsewhere, of any kind. */
  static fromChannelName(channelName: string): INotificationChannel {
    return { channelName };
  }
}
