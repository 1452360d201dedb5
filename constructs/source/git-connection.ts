import { Construct } from 'constructs';
import {
  DeveloperConnectConnection,
  type DeveloperConnectConnectionConfig,
} from '@cdktf/provider-google/lib/developer-connect-connection';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validateName } from '../core/naming/naming';
import { grantConnectionSecrets, type SecretVersionName } from './connection-secrets';

/** An installation of the Developer Connect app on github.com. */
export interface GithubHost {
  readonly host: 'github';
  /** Installation id of the Developer Connect GitHub app. */
  readonly appInstallationId: number;
  readonly oauthTokenSecretVersion: SecretVersionName;
}

/** gitlab.com, or a GitLab server of one's own. */
export interface GitlabHost {
  readonly host: 'gitlab';
  /**
   * Address of the server, as `https://gitlab.acme.com`.
   * @default - gitlab.com
   */
  readonly hostUri?: string;
  /** A token with `api` scope. */
  readonly apiTokenSecretVersion: SecretVersionName;
  /** A token with `read_api` scope. */
  readonly readTokenSecretVersion: SecretVersionName;
  /** Changing it replaces the connection. */
  readonly webhookSecretVersion: SecretVersionName;
}

export type GitHost = GithubHost | GitlabHost;

export interface IGitConnection {
  readonly connectionId: string;
  readonly project: string;
  readonly location: string;
}

export interface GitConnectionProps {
  /** Changing it replaces the connection. */
  readonly connectionId: string;
  /** Google Cloud project id. Changing it replaces the connection. */
  readonly project: string;
  /** A region that has Developer Connect. Changing it replaces the connection. */
  readonly location: string;
  /** Going to another kind of host replaces the connection. */
  readonly gitHost: GitHost;
  /**
   * IAM member of the project's Developer Connect service agent. It is let read the secrets of the connection that are
   * in the connection's own project, and no other. Grant it access to secrets of other projects there.
   */
  readonly serviceAgent: string;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

const GITLAB_COM = 'https://gitlab.com';

/** A connection of Developer Connect to a Git host outside Google Cloud. */
export class GitConnection extends Construct implements IGitConnection {
  readonly connectionId: string;
  readonly project: string;
  readonly location: string;

  constructor(scope: Construct, id: string, props: GitConnectionProps) {
    super(scope, id);
    validateName(this, 'sourceConnection', props.connectionId);
    const granted = grantConnectionSecrets(this, secretVersionsOf(props.gitHost), props);
    const { project, location, encryptionKey } = props;
    const connection = new DeveloperConnectConnection(this, 'Resource', {
      connectionId: props.connectionId,
      project,
      location,
      ...hostConfig(props.gitHost),
      cryptoKeyConfig: encryptionKey && { keyReference: encryptionKey.keyName },
      // Google computes it, and the provider would take it for a change in each plan.
      lifecycle: { ignoreChanges: ['etag'] },
      dependsOn: [...(dependenciesOf(encryptionKey) ?? []), ...(granted ?? [])],
    });
    this.connectionId = connection.connectionId;
    this.project = project;
    this.location = location;
  }

  /** A connection that is managed elsewhere. */
  static fromConnectionId(project: string, location: string, connectionId: string): IGitConnection {
    return { project, location, connectionId };
  }
}

const secretVersionsOf = (gitHost: GitHost): SecretVersionName[] =>
  gitHost.host === 'github'
    ? [gitHost.oauthTokenSecretVersion]
    : [gitHost.apiTokenSecretVersion, gitHost.readTokenSecretVersion, gitHost.webhookSecretVersion];

function hostConfig(gitHost: GitHost): Partial<DeveloperConnectConnectionConfig> {
  if (gitHost.host === 'github') {
    const { appInstallationId, oauthTokenSecretVersion } = gitHost;
    return {
      githubConfig: {
        githubApp: 'DEVELOPER_CONNECT',
        appInstallationId: String(appInstallationId),
        authorizerCredential: { oauthTokenSecretVersion },
      },
    };
  }
  const config = {
    authorizerCredential: { userTokenSecretVersion: gitHost.apiTokenSecretVersion },
    readAuthorizerCredential: { userTokenSecretVersion: gitHost.readTokenSecretVersion },
    webhookSecretSecretVersion: gitHost.webhookSecretVersion,
  };
  const hostUri = gitHost.hostUri ?? GITLAB_COM;
  return hostUri === GITLAB_COM ? { gitlabConfig: config } : { gitlabEnterpriseConfig: { ...config, hostUri } };
}
