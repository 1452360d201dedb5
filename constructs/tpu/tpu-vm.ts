import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { GoogleTpuV2Vm } from '@cdktf/provider-google-beta/lib/google-tpu-v2-vm';
import { validate, type Rule } from '../core/errors';
import { googleBeta } from '../core/google-providers';
import { type IServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { acceleratorTypeRule, nameRule, runtimeVersionRule, zoneRule } from './tpu-rules';

export interface ITpuVm {
  /** `projects/P/locations/ZONE/nodes/N` */
  readonly nodeName: string;
}

/** A generation and the arrangement of its chips, as the Cloud TPU API names them. */
export interface TpuShape {
  /** `V5LITE_POD` */
  readonly type: string;
  /** Chips along each dimension: `4x4`, `2x2x4`. */
  readonly topology: string;
}

export interface TpuVmProps {
  /** Changing it replaces the TPU VM. */
  readonly nodeId: string;
  /** Google Cloud project id. Changing it replaces the TPU VM. */
  readonly project: string;
  /** Zone, as `europe-west4-b`. Changing it replaces the TPU VM. */
  readonly zone: string;
  /** An accelerator type such as `v5litepod-16`, or generation and topology. Changing it replaces the TPU VM. */
  readonly accelerator: string | TpuShape;
  /** TPU software, as `v2-alpha-tpuv5-lite`. Changing it replaces the TPU VM. */
  readonly runtimeVersion: string;
  /** No public address is given in it. Changing it replaces the TPU VM. */
  readonly network: INetwork;
  /** What programs reach Google Cloud as. Changing it replaces the TPU VM. */
  readonly serviceAccount: IServiceAccount;
  /**
   * What access tokens are good for, on top of what the account may do. Changing it replaces the TPU VM.
   * @default - everything that the account may do (`cloud-platform`)
   */
  readonly scopes?: readonly string[];
  /**
   * Spare capacity, taken back at any moment; or capacity of a reservation of Cloud TPU. Changing it replaces the TPU VM.
   * @default 'on-demand'
   */
  readonly capacity?: 'on-demand' | 'spot' | 'reserved';
  /**
   * Boot from signed software alone. Changing it replaces the TPU VM.
   * @default true
   */
  readonly secureBoot?: boolean;
  /**
   * Such as `startup-script`; not `ssh-keys`, which gcloud writes. Changes in place.
   * @default - none
   */
  readonly metadata?: Readonly<Record<string, string>>;
  /**
   * Network tags, for firewall rules. Change in place.
   * @default - none
   */
  readonly tags?: readonly string[];
  /**
   * Refuse to destroy or replace the TPU VM. Its disk is gone with it.
   * @default false - what is worth keeping is in buckets
   */
  readonly protect?: boolean;
}

const EVERYTHING = 'https://www.googleapis.com/auth/cloud-platform';
const TYPE = /^[A-Z][A-Z0-9_]*$/;
const TOPOLOGY = /^\d+x\d+(x\d+)?$/;
const SCOPE = /^https:\/\/www\.googleapis\.com\/auth\/[a-z._-]+$/;

/**
 * Virtual machines with a slice of TPUs attached, one for each host of the slice, without public address. Billed from
 * deployment to removal, also while nothing runs. Only google-beta has it.
 *
 * @see https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.nodes
 */
export class TpuVm extends Construct implements ITpuVm {
  readonly nodeName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TpuVmProps,
  ) {
    super(scope, id);
    this.validateProps();
    const { accelerator, network, metadata, tags } = props;
    const shape =
      typeof accelerator === 'string' ? { acceleratorType: accelerator } : { acceleratorConfig: accelerator };
    const vm = new GoogleTpuV2Vm(this, 'Resource', {
      provider: googleBeta(this),
      name: props.nodeId,
      project: props.project,
      zone: props.zone,
      ...shape,
      runtimeVersion: props.runtimeVersion,
      networkConfig: { network: network.networkId, subnetwork: network.subnetworkId, enableExternalIps: false },
      serviceAccount: { email: props.serviceAccount.email, scope: [...(props.scopes ?? [EVERYTHING])] },
      schedulingConfig: this.scheduling(),
      shieldedInstanceConfig: { enableSecureBoot: props.secureBoot ?? true },
      metadata: metadata && { ...metadata },
      tags: tags && [...tags],
      lifecycle: {
        preventDestroy: props.protect || undefined,
        // `gcloud compute tpus tpu-vm ssh` writes the keys of whoever logs in here.
        ignoreChanges: ['metadata["ssh-keys"]'],
      },
    });
    this.nodeName = vm.id;
  }

  /** A TPU VM that is managed elsewhere. */
  static fromNodeId(project: string, zone: string, nodeId: string): ITpuVm {
    return { nodeName: `projects/${project}/locations/${zone}/nodes/${nodeId}` };
  }

  private scheduling() {
    const { capacity = 'on-demand' } = this.props;
    if (capacity === 'on-demand') return undefined;
    return capacity === 'spot' ? { spot: true } : { reserved: true };
  }

  private validateProps(): void {
    const { accelerator, scopes, metadata = {} } = this.props;
    validate(this, [
      nameRule('nodeId', this.props.nodeId),
      zoneRule(this.props.zone),
      ...(typeof accelerator === 'string' ? [acceleratorTypeRule(accelerator)] : shapeRules(accelerator)),
      runtimeVersionRule(this.props.runtimeVersion),
      { broken: scopes?.length === 0, problem: 'scopes has no entry: leave it out for everything the account may do' },
      ...(scopes ?? []).map((scope) => ({
        broken: !Token.isUnresolved(scope) && !SCOPE.test(scope),
        problem: `scope "${scope}" is not one such as "${EVERYTHING}"`,
      })),
      {
        broken: 'ssh-keys' in metadata,
        problem: 'metadata "ssh-keys" is left to gcloud compute tpus tpu-vm ssh, which writes it',
      },
    ]);
  }
}

const shapeRules = ({ type, topology }: TpuShape): Rule[] => [
  {
    broken: !Token.isUnresolved(type) && !TYPE.test(type),
    problem: `accelerator type "${type}" is not one such as "V5LITE_POD"; "v5litepod-16" is given as a text, without topology`,
  },
  {
    broken: !Token.isUnresolved(topology) && !TOPOLOGY.test(topology),
    problem: `topology "${topology}" is not one such as "4x4" or "2x2x4"`,
  },
];
