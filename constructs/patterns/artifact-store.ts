import { type Construct } from 'constructs';
import { Repository, type RepositoryFormat } from '../artifact-registry/repository';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { principalId } from '../core/principals';

export interface ArtifactStoreProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** Who pushes packages, images and templates: IAM members. */
  readonly writers: readonly string[];
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

/** Artifact Registry: images, Python packages, and compiled pipelines (KFP templates). */
export class ArtifactStore extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'artifact-store',
    title: 'Artifact store',
    sinceLevel: 0,
    makes:
      'Artifact Registry repositories for images, Python packages and KFP pipeline templates, with cleanup policies',
    services: ['artifactregistry.googleapis.com'],
  };

  readonly images: Repository;
  readonly packages: Repository;
  readonly pipelineTemplates: Repository;

  constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    super(scope, id, ArtifactStore.INFO);
    this.images = this.repository('Images', 'images', 'DOCKER', 'Training, serving and component images', props);
    this.packages = this.repository(
      'Packages',
      'packages',
      'PYTHON',
      'Python packages of components and models',
      props,
    );
    this.pipelineTemplates = this.repository(
      'Pipelines',
      'pipelines',
      'KFP',
      'Compiled pipelines, as templates',
      props,
    );
    if (props.environment.private) this.proxyPublicPackages(props);
  }

  /** Lets a workload pull images, packages and templates. */
  grantRead(id: string, member: string): void {
    for (const repository of [this.images, this.packages, this.pipelineTemplates]) repository.grantRead(id, member);
  }

  private repository(
    id: string,
    purpose: string,
    format: RepositoryFormat,
    description: string,
    props: ArtifactStoreProps,
  ) {
    const repository = new Repository(this, id, {
      ...this.common(props),
      repositoryId: props.environment.naming.name('repository', purpose),
      format,
      description,
    });
    for (const writer of props.writers) repository.grantReadWrite(principalId(writer), writer);
    return repository;
  }

  /** Without a way out to the internet, notebooks and training get public packages through a proxy. */
  private proxyPublicPackages(props: ArtifactStoreProps): void {
    const proxy = new Repository(this, 'PublicPackages', {
      ...this.common(props),
      repositoryId: props.environment.naming.name('repository', 'pypi'),
      format: 'PYTHON',
      description: 'Proxy of the public Python package index',
      proxyPublicIndex: true,
    });
    for (const writer of props.writers) proxy.grantRead(principalId(writer), writer);
  }

  private common({ environment, encryptionKey }: ArtifactStoreProps) {
    return { project: environment.project, location: environment.region, protect: environment.protect, encryptionKey };
  }
}
