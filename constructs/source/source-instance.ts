import { Fn, type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { SecureSourceManagerInstance } from '@cdktf/provider-google/lib/secure-source-manager-instance';
import { SecureSourceManagerInstanceIamMember } from '@cdktf/provider-google/lib/secure-source-manager-instance-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';

export interface ISourceInstance {
  /** `projects/P/locations/L/instances/I` */
  readonly instanceName: string;
}

export interface SourceInstanceProps {
  /** Changing it replaces the instance and loses every repository in it. */
  readonly instanceId: string;
  /** Google Cloud project id. Changing it replaces the instance. */
  readonly project: string;
  /** A region that has Secure Source Manager. Changing it replaces the instance. */
  readonly location: string;
  /**
   * Certificate authority pool that issues the certificate of an instance without public endpoint:
   * `projects/P/locations/L/caPools/C`. The project's Secure Source Manager service agent has to be let request
   * certificates of it. Changing it replaces the instance.
   * @default - the instance answers at a public address, to those who may access it
   */
  readonly caPool?: string;
  /**
   * Changing it replaces the instance.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to destroy or replace the instance.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * What has to exist before the instance is made, such as propagated grants of the service agent.
   * @default - only what the other properties refer to
   */
  readonly createAfter?: readonly ITerraformDependable[];
}

const CA_POOL = /^projects\/[^/]+\/locations\/[^/]+\/caPools\/[^/]+$/;

/** A Secure Source Manager instance: a Git server of Google Cloud for one organisation. Making it takes up to an hour. */
export class SourceInstance extends Construct implements ISourceInstance {
  readonly instanceName: string;
  readonly instanceId: string;
  /** Web address for people. */
  readonly webUrl: string;
  /** What private endpoints connect to; of an instance with a certificate authority pool only. */
  readonly serviceAttachments: Readonly<Record<'web' | 'ssh', string>>;
  private readonly resource: SecureSourceManagerInstance;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SourceInstanceProps,
  ) {
    super(scope, id);
    const { caPool, encryptionKey, protect = true } = props;
    validateName(this, 'sourceInstance', props.instanceId);
    validate(this, [
      {
        broken: caPool !== undefined && !Token.isUnresolved(caPool) && !CA_POOL.test(caPool),
        problem: `caPool "${caPool}" is not of the form projects/PROJECT/locations/REGION/caPools/NAME`,
      },
    ]);
    this.resource = new SecureSourceManagerInstance(this, 'Resource', {
      instanceId: props.instanceId,
      project: props.project,
      location: props.location,
      kmsKey: encryptionKey?.keyName,
      privateConfig: caPool === undefined ? undefined : { isPrivate: true, caPool },
      deletionPolicy: protect ? 'PREVENT' : 'DELETE',
      // The provider would replace the instance for another label.
      lifecycle: { preventDestroy: protect || undefined, ignoreChanges: ['labels'] },
      dependsOn: [...(dependenciesOf(encryptionKey) ?? []), ...(props.createAfter ?? [])],
    });
    this.instanceName = this.resource.name;
    this.instanceId = this.resource.instanceId;
    // An instance that is still coming up reports none.
    this.webUrl = Token.asString(Fn.try([`https://${this.resource.hostConfig.get(0).html}`, '']));
    const { httpServiceAttachment, sshServiceAttachment } = this.resource.privateConfig;
    this.serviceAttachments = { web: httpServiceAttachment, ssh: sshServiceAttachment };
  }

  /** An instance that is managed elsewhere. */
  static fromInstanceId(project: string, location: string, instanceId: string): ISourceInstance {
    return { instanceName: `projects/${project}/locations/${location}/instances/${instanceId}` };
  }

  /** Lets somebody sign in; what they see is granted on each repository. */
  grantAccess(id: string, member: string): void {
    new SecureSourceManagerInstanceIamMember(this, `Access-${id}`, {
      project: this.props.project,
      location: this.props.location,
      instanceId: this.instanceId,
      role: 'roles/securesourcemanager.instanceAccessor',
      member,
    });
  }
}
