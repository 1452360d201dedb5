import { Construct } from 'constructs';
import {
  ArtifactRegistryRepository,
  type ArtifactRegistryRepositoryCleanupPolicies,
} from '@cdktf/provider-google/lib/artifact-registry-repository';
import { ArtifactRegistryRepositoryIamMember } from '@cdktf/provider-google/lib/artifact-registry-repository-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';

export interface IRepository {
  readonly repositoryId: string;
  readonly location: string;
  readonly project: string;
}

/** What a repository holds. `KFP` holds compiled pipelines (templates). */
export type RepositoryFormat = 'DOCKER' | 'PYTHON' | 'KFP';

export interface RepositoryProps {
  /** Changing it replaces the repository and loses its content. */
  readonly repositoryId: string;
  /** Google Cloud project id. Changing it replaces the repository. */
  readonly project: string;
  /** Region. Changing it replaces the repository. */
  readonly location: string;
  /** Changing it replaces the repository. */
  readonly format: RepositoryFormat;
  /** What it is for, as the console shows it. */
  readonly description: string;
  /**
   * Refuse to destroy or replace the repository.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Changing it replaces the repository.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Versions of a package that are kept whatever their age.
   * @default 10
   */
  readonly keepVersions?: number;
  /**
   * Days after which an untagged image is deleted, unless it is among the versions that are kept.
   * @default 30
   */
  readonly deleteUntaggedAfterDays?: number;
  /**
   * Serve packages of the public index (DOCKER, PYTHON) through this repository, for networks without a way out.
   * Changing it replaces the repository.
   * @default false
   */
  readonly proxyPublicIndex?: boolean;
}

/** An Artifact Registry repository that does not grow for ever. */
export class Repository extends Construct implements IRepository {
  readonly repositoryId: string;
  readonly location: string;
  readonly project: string;
  /** What clients are given: `europe-west4-docker.pkg.dev/PROJECT/REPOSITORY`. */
  readonly uri: string;

  /** @throws ValidationError when the id is not allowed, or a public index is wanted where there is none */
  constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    validateName(this, 'repository', props.repositoryId);
    validate(this, [
      {
        broken: Boolean(props.proxyPublicIndex) && props.format === 'KFP',
        problem: 'proxyPublicIndex of a KFP repository: pipelines have no public index, DOCKER and PYTHON have',
      },
    ]);
    const repository = new ArtifactRegistryRepository(this, 'Resource', {
      repositoryId: props.repositoryId,
      project: props.project,
      location: props.location,
      format: props.format,
      description: props.description,
      kmsKeyName: props.encryptionKey?.keyName,
      ...(props.proxyPublicIndex ? remote(props) : { cleanupPolicyDryRun: false, cleanupPolicies: cleanup(props) }),
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.repositoryId = repository.repositoryId;
    this.location = props.location;
    this.project = props.project;
    this.uri = `${props.location}-${props.format.toLowerCase()}.pkg.dev/${props.project}/${repository.repositoryId}`;
  }

  /** A repository that is managed elsewhere. */
  static fromRepositoryId(project: string, location: string, repositoryId: string): IRepository {
    return { project, location, repositoryId };
  }

  /** Pull packages and images. */
  grantRead(id: string, member: string): void {
    this.grant(`Read-${id}`, 'roles/artifactregistry.reader', member);
  }

  /** Push and pull packages and images. */
  grantReadWrite(id: string, member: string): void {
    this.grant(`ReadWrite-${id}`, 'roles/artifactregistry.writer', member);
  }

  private grant(id: string, role: string, member: string): void {
    new ArtifactRegistryRepositoryIamMember(this, id, {
      project: this.project,
      location: this.location,
      repository: this.repositoryId,
      role,
      member,
    });
  }
}

/** Untagged leftovers go; the newest versions stay. Only Docker and KFP know tags. */
function cleanup(props: RepositoryProps): ArtifactRegistryRepositoryCleanupPolicies[] {
  const keepNewest = {
    id: 'keep-newest',
    action: 'KEEP',
    mostRecentVersions: { keepCount: props.keepVersions ?? 10 },
  };
  if (props.format === 'PYTHON') return [keepNewest];
  const days = props.deleteUntaggedAfterDays ?? 30;
  return [
    { id: 'delete-untagged', action: 'DELETE', condition: { tagState: 'UNTAGGED', olderThan: `${days * 24 * 3600}s` } },
    keepNewest,
  ];
}

function remote(props: RepositoryProps) {
  const description = `Public ${props.format.toLowerCase()} packages, cached`;
  return {
    mode: 'REMOTE_REPOSITORY',
    remoteRepositoryConfig:
      props.format === 'PYTHON'
        ? { description, pythonRepository: { publicRepository: 'PYPI' } }
        : { description, dockerRepository: { publicRepository: 'DOCKER_HUB' } },
  };
}
