import { Construct } from 'constructs';
import { Repository, type RepositoryFormat } from '../artifact-registry/repository';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';

export interface DeliveryArtifactsProps {
  /** Where builds are, under which names, and how protected. */
  readonly environment: Environment;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

/** What builds push, and what they get public packages through where there is no way out. */
export class DeliveryArtifacts extends Construct {
  readonly images: Repository;
  readonly packages: Repository;
  /** Repositories that stand before public indexes; only in a private environment. */
  readonly proxies: readonly Repository[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveryArtifactsProps,
  ) {
    super(scope, id);
    this.images = this.repository('Images', 'images', 'DOCKER', 'Images that builds make');
    this.packages = this.repository('Packages', 'packages', 'PYTHON', 'Python packages of components');
    this.proxies = props.environment.private
      ? [
          this.repository('PublicPython', 'pypi', 'PYTHON', 'Proxy of the public Python package index', true),
          this.repository('PublicNode', 'npm', 'NPM', 'Proxy of the public npm registry', true),
        ]
      : [];
  }

  /** Lets a build get packages and images. */
  grantRead(id: string, member: string): void {
    for (const repository of [this.images, this.packages, ...this.proxies]) repository.grantRead(id, member);
  }

  /** Lets a build push packages and images, and get public ones. */
  grantReadWrite(id: string, member: string): void {
    for (const repository of [this.images, this.packages]) repository.grantReadWrite(id, member);
    for (const proxy of this.proxies) proxy.grantRead(id, member);
  }

  private repository(id: string, purpose: string, format: RepositoryFormat, description: string, proxy = false) {
    const { environment, encryptionKey } = this.props;
    const { project, region, naming, protect } = environment;
    return new Repository(this, id, {
      repositoryId: naming.name('repository', purpose),
      project,
      location: region,
      format,
      description,
      protect,
      encryptionKey,
      proxyPublicIndex: proxy || undefined,
    });
  }
}
