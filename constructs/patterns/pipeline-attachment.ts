import { Construct } from 'constructs';
import { type Environment } from '../core/environment';
import { CustomRole } from '../iam/custom-role';
import { type INetwork } from '../network/network';
import { NetworkAttachment } from '../network/network-attachment';

export interface PipelineAttachmentProps {
  /** Where it is built, and under which names. */
  readonly environment: Environment;
  /** What pipelines get into. */
  readonly network: INetwork;
  /** IAM member of Vertex AI's service agent. */
  readonly agent: string;
}

/**
 * What lets the steps of pipelines into a network (Private Service Connect interface): the attachment, and Vertex AI's
 * right to add its own projects to it. Google has no access to a single attachment, so the role holds on the project.
 * https://cloud.google.com/vertex-ai/docs/general/vpc-psc-i-setup
 */
export class PipelineAttachment extends Construct {
  readonly attachmentId: string;

  constructor(scope: Construct, id: string, { environment, network, agent }: PipelineAttachmentProps) {
    super(scope, id);
    const { project, region, naming } = environment;
    this.attachmentId = new NetworkAttachment(this, 'Attachment', {
      attachmentName: naming.name('networkAttachment', 'pipelines'),
      project,
      region,
      description: 'Lets steps of pipelines into the network',
      network,
    }).attachmentId;
    const role = new CustomRole(this, 'Role', {
      project,
      roleId: naming.name('customRole', 'attachment'),
      title: naming.displayName('attachment'),
      description: 'Attaches machines of Vertex AI to the network',
      permissions: [
        'compute.networkAttachments.get',
        'compute.networkAttachments.update',
        'compute.regionOperations.get',
      ],
    });
    role.grant('vertex-ai', agent);
  }

  /** The attachment of an environment, without looking it up. */
  static idOf({ project, region, naming }: Environment): string {
    return NetworkAttachment.idOf(project, region, naming.name('networkAttachment', 'pipelines'));
  }
}
