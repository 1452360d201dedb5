import { Construct } from 'constructs';
import { ComputeNetworkAttachment } from '@cdktf/provider-google/lib/compute-network-attachment';
import { validateName } from '../core/naming/naming';
import { type INetwork } from './network';

export interface NetworkAttachmentProps {
  /** Changing it replaces the attachment. */
  readonly attachmentName: string;
  /** Google Cloud project id. Changing it replaces the attachment. */
  readonly project: string;
  /** Region of the subnet. Changing it replaces the attachment. */
  readonly region: string;
  /** What it is for, as the console shows it. */
  readonly description: string;
  /** Whose subnet lends addresses to what is attached. */
  readonly network: INetwork;
}

/**
 * Where Google's services are let into a network (Private Service Connect interface): their machines get an address in
 * its subnet, and reach what the network reaches.
 */
export class NetworkAttachment extends Construct {
  /** `projects/P/regions/R/networkAttachments/N` */
  readonly attachmentId: string;

  constructor(scope: Construct, id: string, props: NetworkAttachmentProps) {
    super(scope, id);
    validateName(this, 'networkAttachment', props.attachmentName);
    const attachment = new ComputeNetworkAttachment(this, 'Resource', {
      name: props.attachmentName,
      project: props.project,
      region: props.region,
      description: props.description,
      connectionPreference: 'ACCEPT_MANUAL',
      subnetworks: [props.network.subnetworkId],
      // A service agent adds the projects that Google runs the machines in.
      lifecycle: { ignoreChanges: ['producer_accept_lists'] },
    });
    this.attachmentId = attachment.id;
  }

  /** The id of an attachment, without looking it up. */
  static idOf(project: string, region: string, attachmentName: string): string {
    return `projects/${project}/regions/${region}/networkAttachments/${attachmentName}`;
  }
}
