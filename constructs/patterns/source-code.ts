import { Construct } from 'constructs';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { ValidationError } from '../core/errors';
import { type ProjectServices } from '../project/project-services';
import { GitConnection, type GithubHost, type GitHost, type GitlabHost } from '../source/git-connection';
import { type INetwork } from '../network/network';
import { GitRepositoryLink } from '../source/git-repository-link';
import { type SourceRepository } from '../source/source-repository';
import { hostedRepository, hostedServices } from './hosted-source';

interface RemoteRepository {
  /** Clone URL: https, ends in `.git`. */
  readonly remoteUri: string;
}

/** Where the source code lives. Cloud Source Repositories is closed to new customers. */
export type Source =
  | { readonly host: 'none' }
  | {
      readonly host: 'secureSourceManager';
      /**
       * Certificate authority pool for an instance without public endpoint, which the network reaches through Private
       * Service Connect: `projects/P/locations/L/caPools/C`.
       * @default - in a private environment a pool is made; elsewhere the instance answers at a public address, to those who may access it
       */
      readonly caPool?: string;
    }
  | (GithubHost & RemoteRepository)
  | (Omit<GitlabHost, 'hostUri'> & RemoteRepository);

export interface SourceCodeProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** Where the code is kept. */
  readonly source: Source;
  /** Who pushes: IAM members, by a construct id for each. On a connected host, the host decides instead. */
  readonly writers: Readonly<Record<string, string>>;
  /** What enables the APIs, and knows their agents. */
  readonly services: ProjectServices;
  /** What reaches an instance without public endpoint. */
  readonly network: INetwork;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

const DEVELOPER_CONNECT = 'developerconnect.googleapis.com';

/** Google APIs that a source needs in an environment, besides those of the workspace. */
export function sourceServices(source: Source, environment: Pick<Environment, 'private'>): readonly string[] {
  if (source.host === 'none') return [];
  if (source.host === 'secureSourceManager') return hostedServices(environment, source.caPool);
  return [DEVELOPER_CONNECT, 'secretmanager.googleapis.com'];
}

/** The source repository of a workspace: made in Secure Source Manager, or connected where it is. */
export class SourceCode extends Construct {
  /** What `git clone` takes; undefined without a source. */
  readonly cloneUrl?: string;
  /** The link that builds refer to, when the repository is on a connected host. */
  readonly link?: GitRepositoryLink;
  /** The repository, when it is in Secure Source Manager. */
  readonly repository?: SourceRepository;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SourceCodeProps,
  ) {
    super(scope, id);
    const { source } = props;
    if (source.host === 'none') return;
    if (source.host === 'secureSourceManager') this.repository = hostedRepository(this, props, source.caPool);
    else this.link = this.connected(source);
    this.cloneUrl = this.repository?.cloneUrl ?? this.link?.cloneUrl;
  }

  private connected(remote: Extract<Source, RemoteRepository>): GitRepositoryLink {
    const { environment, services, encryptionKey } = this.props;
    const { project, region: location, naming } = environment;
    const connection = new GitConnection(this, 'Connection', {
      connectionId: naming.name('sourceConnection', 'source'),
      project,
      location,
      gitHost: this.gitHost(remote),
      serviceAgent: services.agentMember(DEVELOPER_CONNECT),
      encryptionKey,
    });
    return new GitRepositoryLink(this, 'Link', {
      linkId: naming.name('sourceRepositoryLink', 'code'),
      connection,
      cloneUrl: remote.remoteUri,
    });
  }

  /** The server follows from the clone URL. */
  private gitHost(remote: Extract<Source, RemoteRepository>): GitHost {
    const origin = URL.canParse(remote.remoteUri) ? new URL(remote.remoteUri).origin : undefined;
    if (remote.host === 'gitlab') return { ...remote, hostUri: origin };
    if (origin !== 'https://github.com') {
      throw new ValidationError(this, [
        `remoteUri "${remote.remoteUri}" is not on github.com: the Developer Connect app is installed there; host "gitlab" takes servers of your own`,
      ]);
    }
    return remote;
  }
}
