import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { SecureSourceManagerRepository } from '@cdktf/provider-google/lib/secure-source-manager-repository';
import { SecureSourceManagerRepositoryIamMember } from '@cdktf/provider-google/lib/secure-source-manager-repository-iam-member';
import { validateName } from '../core/naming/naming';
import { type ISourceInstance } from './source-instance';

export interface ISourceRepository {
  /** `projects/P/locations/L/repositories/R` */
  readonly repositoryName: string;
}

export interface SourceRepositoryProps {
  /** Changing it replaces the repository and loses its content. */
  readonly repositoryId: string;
  /** Google Cloud project id. Changing it replaces the repository. */
  readonly project: string;
  /** Region of the instance. Changing it replaces the repository. */
  readonly location: string;
  /** Changing it replaces the repository. */
  readonly instance: ISourceInstance;
  /** At most 500 characters. */
  readonly description: string;
  /**
   * Refuse to destroy or replace the repository.
   * @default true
   */
  readonly protect?: boolean;
}

/** An empty Git repository on a Secure Source Manager instance: ready for the first push. */
export class SourceRepository extends Construct implements ISourceRepository {
  readonly repositoryName: string;
  /** What `git clone` takes. */
  readonly cloneUrl: string;
  private readonly resource: SecureSourceManagerRepository;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SourceRepositoryProps,
  ) {
    super(scope, id);
    validateName(this, 'sourceRepository', props.repositoryId);
    const protect = props.protect ?? true;
    this.resource = new SecureSourceManagerRepository(this, 'Resource', {
      repositoryId: props.repositoryId,
      project: props.project,
      location: props.location,
      instance: props.instance.instanceName,
      description: props.description,
      deletionPolicy: protect ? 'PREVENT' : 'DELETE',
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
    this.repositoryName = this.resource.name;
    // An instance that is still coming up reports none.
    this.cloneUrl = Token.asString(Fn.try([this.resource.uris.get(0).gitHttps, '']));
  }

  /** A repository that is managed elsewhere. */
  static fromRepositoryId(project: string, location: string, repositoryId: string): ISourceRepository {
    return { repositoryName: `projects/${project}/locations/${location}/repositories/${repositoryId}` };
  }

  /** Fetch, and read pull requests and issues. Takes access to the instance as well. */
  grantRead(id: string, member: string): void {
    this.grant(`Read-${id}`, 'roles/securesourcemanager.repoReader', member);
  }

  /** Push, and manage pull requests and issues. Takes access to the instance as well. */
  grantReadWrite(id: string, member: string): void {
    this.grant(`ReadWrite-${id}`, 'roles/securesourcemanager.repoWriter', member);
  }

  private grant(id: string, role: string, member: string): void {
    const { project, location } = this.props;
    const repositoryId = this.resource.repositoryId;
    new SecureSourceManagerRepositoryIamMember(this, id, { project, location, repositoryId, role, member });
  }
}
