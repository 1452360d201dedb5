import { Construct } from 'constructs';
import { GoogleTpuV2QueuedResource } from '@cdktf/provider-google-beta/lib/google-tpu-v2-queued-resource';
import { validate } from '../core/errors';
import { googleBeta } from '../core/google-providers';
import { type INetwork } from '../network/network';
import { type ITpuVm, TpuVm } from './tpu-vm';
import { acceleratorTypeRule, nameRule, runtimeVersionRule, zoneRule } from './tpu-rules';

export interface IQueuedResource {
  /** `projects/P/locations/ZONE/queuedResources/Q` */
  readonly queuedResourceName: string;
}

export interface QueuedResourceProps {
  /** Changing it replaces the request and gives the place in the queue up, like everything below. */
  readonly queuedResourceId: string;
  /** Google Cloud project id. */
  readonly project: string;
  /** Zone, as `europe-west4-b`. */
  readonly zone: string;
  /** Name of the TPU VM that is made when the request is met. */
  readonly nodeId: string;
  /** An accelerator type such as `v5litepod-16`. */
  readonly accelerator: string;
  /** TPU software, as `v2-alpha-tpuv5-lite`. */
  readonly runtimeVersion: string;
  /** No public address is given in it. */
  readonly network: INetwork;
  /**
   * What it is for.
   * @default - none
   */
  readonly description?: string;
  /**
   * Refuse to destroy or replace the request.
   * @default false
   */
  readonly protect?: boolean;
}

/**
 * A request for a TPU VM that waits in a queue of Cloud TPU until there is one. Nothing of it can be changed in place.
 *
 * Provider 6.50 has no argument for a service account, secure boot, spot or reserved capacity: the TPU VM runs as the
 * default account of Compute Engine, which then needs its roles. Google deletes a request that was met only after its TPU
 * VM was deleted.
 *
 * @see https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.queuedResources
 */
export class QueuedResource extends Construct implements IQueuedResource {
  readonly queuedResourceName: string;
  /** The TPU VM, once the request is met. */
  readonly vm: ITpuVm;

  constructor(scope: Construct, id: string, props: QueuedResourceProps) {
    super(scope, id);
    const { project, zone, nodeId, network } = props;
    validate(this, [
      nameRule('queuedResourceId', props.queuedResourceId),
      nameRule('nodeId', nodeId),
      zoneRule(zone),
      acceleratorTypeRule(props.accelerator),
      runtimeVersionRule(props.runtimeVersion),
    ]);
    const node = {
      acceleratorType: props.accelerator,
      runtimeVersion: props.runtimeVersion,
      description: props.description,
      networkConfig: { network: network.networkId, subnetwork: network.subnetworkId, enableExternalIps: false },
    };
    const request = new GoogleTpuV2QueuedResource(this, 'Resource', {
      provider: googleBeta(this),
      name: props.queuedResourceId,
      project,
      zone,
      tpu: { nodeSpec: [{ parent: `projects/${project}/locations/${zone}`, nodeId, nodeAttribute: node }] },
      lifecycle: props.protect ? { preventDestroy: true } : undefined,
    });
    this.queuedResourceName = request.id;
    this.vm = TpuVm.fromNodeId(project, zone, nodeId);
  }

  /** A request that is managed elsewhere. */
  static fromQueuedResourceId(project: string, zone: string, queuedResourceId: string): IQueuedResource {
    return { queuedResourceName: `projects/${project}/locations/${zone}/queuedResources/${queuedResourceId}` };
  }
}
