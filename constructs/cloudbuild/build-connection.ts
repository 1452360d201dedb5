import { Construct } from 'constructs';
import {
  Cloudbuildv2Connection,
  type Cloudbuildv2ConnectionConfig,
} from '@cdktf/provider-google/lib/cloudbuildv2-connection';
import { validateName } from '../core/naming/naming';
import { grantConnectionSecrets, type SecretVersionName } from '../source/connection-secrets';

/** What Cloud Build connects to GitLab and Bitbucket by. */
export interface HostTokens {
  /** A token that administers the repository: GitLab `api`, Bitbucket `webhook`, `pullrequest` and `repository:admin`. */
  readonly apiTokenSecretVersion: SecretVersionName;
  /** A token that reads: GitLab `read_api`, Bitbucket `repository` and `pullrequest`. */
  readonly readTokenSecretVersion: SecretVersionName;
  /** Changing it replaces the connection. */
  readonly webhookSecretVersion: SecretVersionName;
}

/** A host of Git repositories outside Google Cloud. */
export type BuildHost =
  | {
      readonly host: 'github';
      /** Installation id of the Cloud Build GitHub app. */
      readonly appInstallationId: number;
      readonly oauthTokenSecretVersion: SecretVersionName;
    }
  | (HostTokens & {
      readonly host: 'gitlab';
      /**
       * Address of the server, as `https://gitlab.acme.com`.
       * @default - gitlab.com
       */
      readonly hostUri?: string;
    })
  | (HostTokens & {
      readonly host: 'bitbucket';
      /** Workspace of Bitbucket Cloud. */
      readonly workspace: string;
    });

export interface IBuildConnection {
  /** `projects/P/locations/L/connections/C` */
  readonly connectionName: string;
  readonly project: string;
  readonly location: string;
  readonly host: BuildHost['host'];
}

export interface BuildConnectionProps {
  /** Changing it replaces the connection, and with it every repository of it. */
  readonly connectionName: string;
  /** Google Cloud project id. Changing it replaces the connection. */
  readonly project: string;
  /** Region of the triggers that use it. Changing it replaces the connection. */
  readonly location: string;
  /** Going to another kind of host replaces the connection. */
  readonly gitHost: BuildHost;
  /**
   * IAM member of the project's Cloud Build service agent. It is let read the secrets of the connection that are in the
   * connection's own project, and no other. Grant it access to secrets of other projects there.
   */
  readonly serviceAgent: string;
}

const GITLAB_COM = 'https://gitlab.com';

/** A connection of Cloud Build (2nd generation) to a Git host, for triggers to hear of commits and to fetch them. */
export class BuildConnection extends Construct implements IBuildConnection {
  readonly connectionName: string;
  readonly project: string;
  readonly location: string;
  readonly host: BuildHost['host'];

  /** @throws ValidationError when the name or the form of a secret's version is not allowed */
  constructor(scope: Construct, id: string, props: BuildConnectionProps) {
    super(scope, id);
    validateName(this, 'buildConnection', props.connectionName);
    const { project, location, gitHost } = props;
    const connection = new Cloudbuildv2Connection(this, 'Resource', {
      name: props.connectionName,
      project,
      location,
      ...hostConfig(gitHost),
      dependsOn: grantConnectionSecrets(this, secretVersionsOf(gitHost), props),
    });
    this.connectionName = connection.id;
    this.project = project;
    this.location = location;
    this.host = gitHost.host;
  }
}

const secretVersionsOf = (gitHost: BuildHost): SecretVersionName[] =>
  gitHost.host === 'github'
    ? [gitHost.oauthTokenSecretVersion]
    : [gitHost.apiTokenSecretVersion, gitHost.readTokenSecretVersion, gitHost.webhookSecretVersion];

function hostConfig(gitHost: BuildHost): Partial<Cloudbuildv2ConnectionConfig> {
  if (gitHost.host === 'github') {
    const { appInstallationId, oauthTokenSecretVersion } = gitHost;
    return { githubConfig: { appInstallationId, authorizerCredential: { oauthTokenSecretVersion } } };
  }
  const tokens = {
    authorizerCredential: { userTokenSecretVersion: gitHost.apiTokenSecretVersion },
    readAuthorizerCredential: { userTokenSecretVersion: gitHost.readTokenSecretVersion },
    webhookSecretSecretVersion: gitHost.webhookSecretVersion,
  };
  if (gitHost.host === 'bitbucket') return { bitbucketCloudConfig: { ...tokens, workspace: gitHost.workspace } };
  const { hostUri = GITLAB_COM } = gitHost;
  // The provider would take Google's own address of gitlab.com for a change.
  return { gitlabConfig: { ...tokens, hostUri: hostUri === GITLAB_COM ? undefined : hostUri } };
}
