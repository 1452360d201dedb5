import { Construct } from 'constructs';
import { BuildConnection, type BuildHost } from '../cloudbuild/build-connection';
import { ConnectedRepository } from '../cloudbuild/connected-repository';
import { type Environment } from '../core/environment';
import { ValidationError } from '../core/errors';
import { type ProjectAgents } from '../project/project-agents';
import { type DeliveryRepository, type HostedRepository } from './delivery-options';

type RemoteRepository = Exclude<DeliveryRepository, HostedRepository>;

export interface DeliverySourceProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /** A repository outside Google Cloud. */
  readonly repository: RemoteRepository;
  /** Agents of the project of builds. */
  readonly agents: ProjectAgents;
}

/** The connection of Cloud Build to a repository outside Google Cloud. */
export class DeliverySource extends Construct {
  readonly repository: ConnectedRepository;

  /** @throws ValidationError when something is missing that Cloud Build connects by */
  constructor(scope: Construct, id: string, { environment, repository, agents }: DeliverySourceProps) {
    super(scope, id);
    const { project, region, naming } = environment;
    const connection = new BuildConnection(this, 'Connection', {
      connectionName: naming.name('buildConnection', 'source'),
      project,
      location: region,
      gitHost: this.gitHost(repository),
      serviceAgent: agents.member('cloudbuild'),
    });
    this.repository = new ConnectedRepository(this, 'Repository', {
      repositoryName: naming.name('connectedRepository', 'code'),
      connection,
      cloneUrl: repository.remoteUri,
    });
  }

  private gitHost(remote: RemoteRepository): BuildHost {
    if (remote.host === 'github') {
      const { appInstallationId, oauthTokenSecretVersion } = remote;
      return { host: 'github', ...this.complete({ appInstallationId, oauthTokenSecretVersion }) };
    }
    const { apiTokenSecretVersion, readTokenSecretVersion, webhookSecretVersion, remoteUri } = remote;
    const tokens = this.complete({ apiTokenSecretVersion, readTokenSecretVersion, webhookSecretVersion });
    if (remote.host === 'bitbucket') return { host: 'bitbucket', workspace: remote.workspace, ...tokens };
    return { host: 'gitlab', hostUri: URL.canParse(remoteUri) ? new URL(remoteUri).origin : undefined, ...tokens };
  }

  private complete<T extends object>(given: T): { [K in keyof T]-?: NonNullable<T[K]> } {
    const missing = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [key] : []));
    if (missing.length > 0)
      throw new ValidationError(this, [
        `${missing.join(', ')} missing: Cloud Build connects to the repository by them`,
      ]);
    return given as { [K in keyof T]-?: NonNullable<T[K]> };
  }
}
