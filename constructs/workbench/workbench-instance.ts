import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import {
  WorkbenchInstance as WorkbenchInstanceResource,
  type WorkbenchInstanceGceSetup,
} from '@cdktf/provider-google/lib/workbench-instance';
import { WorkbenchInstanceIamMember } from '@cdktf/provider-google/lib/workbench-instance-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type IServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { SERVER_OWNED_METADATA, workbenchMetadata, type WorkbenchSwitches } from './metadata';

export interface IWorkbenchInstance {
  /** `projects/P/locations/ZONE/instances/I` */
  readonly instanceName: string;
}

export interface WorkbenchInstanceProps extends WorkbenchSwitches {
  /** Changing it replaces the instance and loses its disks. */
  readonly instanceId: string;
  /** Google Cloud project id. Changing it replaces the instance. */
  readonly project: string;
  /** Zone, as `europe-west4-a`. Changing it replaces the instance and loses its disks. */
  readonly zone: string;
  /** No public address is given in it. Changing it replaces the instance and loses its disks. */
  readonly network: INetwork;
  /** What notebooks reach Google Cloud as. Changing it replaces the instance and loses its disks. */
  readonly serviceAccount: IServiceAccount;
  /**
   * E-mail address of the one account that opens JupyterLab. Changing it replaces the instance and loses its disks.
   * @default - every account that may act as the service account opens it
   */
  readonly owner?: string;
  /**
   * Changing it restarts the instance.
   * @default 'e2-standard-4'
   */
  readonly machineType?: string;
  /**
   * Boot disk in GB, 150 to 64000. It can grow only.
   * @default 150
   */
  readonly bootDiskGb?: number;
  /**
   * Data disk in GB, 100 to 64000. It can grow only. It holds the home directory and survives upgrades.
   * @default 100
   */
  readonly dataDiskGb?: number;
  /**
   * Boot from signed software alone.
   * @default - on; off on machine types that bring GPUs, as their drivers are not signed
   */
  readonly secureBoot?: boolean;
  /**
   * Changing it replaces the instance and loses its disks.
   * @default - the newest image of the family `workbench-instances` when the instance is made
   */
  readonly imageName?: string;
  /**
   * For boot and data disk. Changing it replaces the instance and loses its disks.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to replace the instance, whose disks hold unpublished work. Taking the instance off still deletes it.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * What has to exist before the instance starts, such as propagated grants of the service account.
   * @default - only what the other properties refer to
   */
  readonly startAfter?: readonly ITerraformDependable[];
}

/** What somebody needs to wake and restart an instance that they may not change or delete. */
export const WORKBENCH_OPERATOR_PERMISSIONS = [
  'notebooks.instances.get',
  'notebooks.instances.getHealth',
  'notebooks.instances.reset',
  'notebooks.instances.start',
  'notebooks.instances.stop',
] as const;

const IMAGE_PROJECT = 'cloud-notebooks-managed';
const IMAGE_FAMILY = 'workbench-instances';
const DEFAULT_BOOT_DISK_GB = 150;
const DEFAULT_DATA_DISK_GB = 100;
const ZONE = /^[a-z]+-[a-z]+\d+-[a-z]$/;
const EMAIL = /^[^\s:@]+@[^\s@]+$/;
const BRINGS_GPUS = /^(a2|a3|a4|a4x|g2|g4)-/;

const diskSize = (name: string, given: number, least: number) => ({
  broken: !(Number.isInteger(given) && given >= least && given <= 64_000),
  problem: `${name} ${given}: a whole number of GB from ${least} to 64000 is allowed`,
});

/**
 * A Vertex AI Workbench instance: JupyterLab on a machine without public address, which runs as an account of its own
 * and stops when nobody uses it.
 */
export class WorkbenchInstance extends Construct implements IWorkbenchInstance {
  readonly instanceName: string;
  /** Where JupyterLab opens. */
  readonly jupyterUrl: string;
  private readonly resource: WorkbenchInstanceResource;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkbenchInstanceProps,
  ) {
    super(scope, id);
    validateName(this, 'workbenchInstance', props.instanceId);
    this.validateProps();
    this.resource = new WorkbenchInstanceResource(this, 'Resource', {
      name: props.instanceId,
      project: props.project,
      location: props.zone,
      instanceOwners: props.owner === undefined ? undefined : [props.owner],
      gceSetup: this.setup(),
      lifecycle: {
        preventDestroy: (props.protect ?? true) || undefined,
        // An instance that stopped when idle is not drift.
        ignoreChanges: ['desired_state', ...SERVER_OWNED_METADATA.map((key) => `gce_setup[0].metadata["${key}"]`)],
      },
      dependsOn: [...(dependenciesOf(props.encryptionKey) ?? []), ...(props.startAfter ?? [])],
    });
    this.instanceName = this.resource.id;
    this.jupyterUrl = `https://${this.resource.proxyUri}`;
  }

  /** An instance that is managed elsewhere. */
  static fromInstanceId(project: string, zone: string, instanceId: string): IWorkbenchInstance {
    return { instanceName: `projects/${project}/locations/${zone}/instances/${instanceId}` };
  }

  /**
   * Lets somebody see, start, stop and reset this instance. Opening JupyterLab takes the right to act as its service
   * account as well.
   *
   * @param operatorRole a custom role with `WORKBENCH_OPERATOR_PERMISSIONS`: predefined ones can delete as well
   */
  grantOperate(id: string, member: string, operatorRole: string): void {
    const { project, zone } = this.props;
    new WorkbenchInstanceIamMember(this, `Operate-${id}`, {
      project,
      location: zone,
      name: this.resource.name,
      role: operatorRole,
      member,
    });
  }

  private validateProps(): void {
    const { zone, owner, bootDiskGb = DEFAULT_BOOT_DISK_GB, dataDiskGb = DEFAULT_DATA_DISK_GB } = this.props;
    validate(this, [
      {
        broken: !Token.isUnresolved(zone) && !ZONE.test(zone),
        problem: `zone "${zone}" is not a zone such as "europe-west4-a"`,
      },
      {
        broken: owner !== undefined && !Token.isUnresolved(owner) && !EMAIL.test(owner),
        problem: `owner "${owner}" is not an e-mail address such as "ann@acme.com", without "user:" before it`,
      },
      diskSize('bootDiskGb', bootDiskGb, 150),
      diskSize('dataDiskGb', dataDiskGb, 100),
    ]);
  }

  private setup(): WorkbenchInstanceGceSetup {
    const { props } = this;
    const machineType = props.machineType ?? 'e2-standard-4';
    const source = props.imageName === undefined ? { family: IMAGE_FAMILY } : { name: props.imageName };
    return {
      machineType,
      disablePublicIp: true,
      enableIpForwarding: false,
      networkInterfaces: [{ network: props.network.networkId, subnet: props.network.subnetworkId }],
      serviceAccounts: [{ email: props.serviceAccount.email }],
      vmImage: { project: IMAGE_PROJECT, ...source },
      bootDisk: this.disk(props.bootDiskGb ?? DEFAULT_BOOT_DISK_GB),
      dataDisks: this.disk(props.dataDiskGb ?? DEFAULT_DATA_DISK_GB),
      shieldedInstanceConfig: {
        enableSecureBoot: props.secureBoot ?? !BRINGS_GPUS.test(machineType),
        enableVtpm: true,
        enableIntegrityMonitoring: true,
      },
      metadata: workbenchMetadata(this, props),
    };
  }

  private disk(gigabytes: number) {
    const key = this.props.encryptionKey;
    return {
      diskType: 'PD_BALANCED',
      diskSizeGb: String(gigabytes),
      diskEncryption: key ? 'CMEK' : 'GMEK',
      kmsKey: key?.keyName,
    };
  }
}
