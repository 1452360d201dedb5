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
export type RepositoryFormat = 'DOCKER' | 'PYTHON' | 'NPM' | 'KFP';

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
   * Serve packages of the public index (DOCKER, PYTHON, NPM) through this repository, for networks without a way out.
   * Changing it replaces the repository.
   * @default false
   */
  readonly proxyPublicIndex?: boolean;
}

/** Where a repository is. */
export interface RepositoryPlace {
  readonly region: string;
  readonly project: string;
  readonly format: RepositoryFormat;
  readonly repositoryId: string;
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
        problem: 'proxyPublicIndex of a KFP repository: pipelines have no public index, DOCKER, PYTHON and NPM have',
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
    this.uri = Repository.uriOf({ ...props, region: props.location, repositoryId: repository.repositoryId });
  }

  /** What clients are given: `europe-west4-docker.pkg.dev/PROJECT/REPOSITORY`. */
  static uriOf(place: RepositoryPlace): string {
    const { region, format, project, repositoryId } = place;
    return `${region}-${format.toLowerCase()}.pkg.dev/${project}/${repositoryId}`;
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

  private grant(id: string, role: RepositoryRole, member: string): void {
    grantOnRepository(this, id, this, role, member);
  }
}

export type RepositoryRole = 'roles/artifactregistry.reader' | 'roles/artifactregistry.writer';

/** A grant on a repository that another stack made. */
export function grantOnRepository(
  scope: Construct,
  id: string,
  { project, location, repositoryId }: IRepository,
  role: RepositoryRole,
  member: string,
): void {
  new ArtifactRegistryRepositoryIamMember(scope, id, { project, location, repository: repositoryId, role, member });
}

/** Untagged leftovers go; the newest versions stay. Of packages of Python and npm, Google knows no tags. */
function cleanup(props: RepositoryProps): ArtifactRegistryRepositoryCleanupPolicies[] {
  const keepNewest = {
    id: 'keep-newest',
    action: 'KEEP',
    mostRecentVersions: { keepCount: props.keepVersions ?? 10 },
  };
  if (props.format === 'PYTHON' || props.format === 'NPM') return [keepNewest];
  const days = props.deleteUntaggedAfterDays ?? 30;
  return [
    { id: 'delete-untagged', action: 'DELETE', condition: { tagState: 'UNTAGGED', olderThan: `${days * 24 * 3600}s` } },
    keepNewest,
  ];
}

function remote(props: RepositoryProps) {
  const description = `Public ${props.format.toLowerCase()} packages, cached`;
  return { mode: 'REMOTE_REPOSITORY', remoteRepositoryConfig: { description, ...PUBLIC_INDEX[props.format] } };
}

const PUBLIC_INDEX: Readonly<Record<RepositoryFormat, object>> = {
  DOCKER: { dockerRepository: { publicRepository: 'DOCKER_HUB' } },
  PYTHON: { pythonRepository: { publicRepository: 'PYPI' } },
  NPM: { npmRepository: { publicRepository: 'NPMJS' } },
  KFP: {},
};
