import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { Repository } from '../artifact-registry/repository';
import { resourcesBelow } from '../core/dependencies';
import { type EncryptionKey } from '../core/encryption';
import { ServiceAccount } from '../iam/service-account';

export interface FunctionBuildProps {
  /** Of the account that builds. Changing it replaces the account. */
  readonly accountId: string;
  /** What the console calls the account. */
  readonly displayName: string;
  /** Of the repository that images are pushed to. Changing it replaces the repository. */
  readonly repositoryId: string;
  /** Google Cloud project id. Changing it replaces account and repository. */
  readonly project: string;
  /** Changing it replaces the repository. */
  readonly region: string;
  /**
   * The key of the functions: Google asks for the same one on both. Changing it replaces the repository.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to destroy or replace the repository.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * Cloud Build does not read the bucket that a function's source was put in, but one to which Cloud Functions copies it.
 * Google makes that one with the first function: `gcf-v2-sources-PROJECT_NUMBER-REGION`, and more with a key. So the
 * grant is on the project, and holds for buckets of this name.
 * https://cloud.google.com/functions/docs/building
 */
const SOURCE_BUCKETS = 'projects/_/buckets/gcf-v2-sources-';

/** Time in which the grants come into force. A build that starts sooner fails to fetch its source. */
const GRANT_PROPAGATION = '60s';

/** Who builds functions, and where their images go: nobody else's images are within reach. */
export class FunctionBuild extends Construct {
  readonly account: ServiceAccount;
  readonly repository: Repository;
  /** What to wait for before a function is built. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: FunctionBuildProps) {
    super(scope, id);
    const { project, region } = props;
    this.account = new ServiceAccount(this, 'Account', {
      accountId: props.accountId,
      project,
      displayName: props.displayName,
      description: 'Builds functions',
      projectRoles: ['roles/logging.logWriter'],
    });
    this.repository = new Repository(this, 'Images', {
      repositoryId: props.repositoryId,
      project,
      location: region,
      format: 'DOCKER',
      description: 'Images of functions',
      encryptionKey: props.encryptionKey,
      protect: props.protect,
    });
    this.repository.grantReadWrite('build', this.account.member);
    this.grantSources(project);
    this.ready = new Sleep(this, 'Ready', {
      createDuration: GRANT_PROPAGATION,
      triggers: { account: this.account.email },
      dependsOn: resourcesBelow(this),
    });
  }

  private grantSources(project: string): void {
    new ProjectIamMember(this, 'Sources', {
      project,
      role: 'roles/storage.objectViewer',
      member: this.account.member,
      condition: {
        title: 'sources of functions',
        description: 'The copies that Cloud Functions makes for the build',
        expression: `resource.name.startsWith("${SOURCE_BUCKETS}")`,
      },
    });
  }
}
