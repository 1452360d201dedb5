import { type TerraformResource } from 'cdktf';
import { GitConnection, type GitConnectionProps, type GitlabHost } from '../../../constructs/source/git-connection';
import { Tensorboard } from '../../../constructs/vertex-ai/tensorboard';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const TYPE = 'google_developer_connect_connection';
const GRANT = 'google_secret_manager_secret_iam_member';
const AGENT = 'serviceAccount:service-1@gcp-sa-devconnect.iam.gserviceaccount.com';

const secret = (name: string, project = 'acme-churn-dev') => `projects/${project}/secrets/${name}/versions/1`;
const GITHUB = { host: 'github', appInstallationId: 4711, oauthTokenSecretVersion: secret('github') } as const;
const GITLAB: GitlabHost = {
  host: 'gitlab',
  apiTokenSecretVersion: secret('api'),
  readTokenSecretVersion: secret('read'),
  webhookSecretVersion: secret('webhook'),
};

function connection(props: Partial<GitConnectionProps> = {}, stack = testStack()) {
  const made = new GitConnection(stack, 'Source', {
    connectionId: 'churn-dev-source',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    gitHost: GITHUB,
    serviceAgent: AGENT,
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('connects to GitHub through the Developer Connect app, and holds the token by reference only', () => {
  connection()
    .template()
    .hasResource(TYPE, {
      connection_id: 'churn-dev-source',
      project: 'acme-churn-dev',
      location: 'europe-west4',
      github_config: {
        github_app: 'DEVELOPER_CONNECT',
        app_installation_id: '4711',
        authorizer_credential: { oauth_token_secret_version: secret('github') },
      },
      gitlab_config: undefined,
      crypto_key_config: undefined,
    });
});

test('is not updated for the etag that Google gives it', () => {
  connection()
    .template()
    .hasResource(TYPE, { lifecycle: { ignore_changes: ['etag'] } });
});

test('connects to gitlab.com', () => {
  connection({ gitHost: { ...GITLAB, hostUri: 'https://gitlab.com' } })
    .template()
    .hasResource(TYPE, {
      gitlab_config: {
        authorizer_credential: { user_token_secret_version: secret('api') },
        read_authorizer_credential: { user_token_secret_version: secret('read') },
        webhook_secret_secret_version: secret('webhook'),
      },
      gitlab_enterprise_config: undefined,
    });
});

test('connects to a GitLab server of one’s own', () => {
  connection({ gitHost: { ...GITLAB, hostUri: 'https://gitlab.acme.com' } })
    .template()
    .hasResource(TYPE, {
      gitlab_config: undefined,
      gitlab_enterprise_config: {
        host_uri: 'https://gitlab.acme.com',
        webhook_secret_secret_version: secret('webhook'),
      },
    });
});

test('lets the service agent read exactly the secrets of the connection', () => {
  const template = connection({ gitHost: GITLAB }).template();
  const grants = template.resources(GRANT).map(({ properties }) => properties);
  expect(grants.map(({ secret_id }) => secret_id)).toEqual(['api', 'read', 'webhook']);
  for (const grant of grants)
    expect(grant).toMatchObject({
      project: 'acme-churn-dev',
      role: 'roles/secretmanager.secretAccessor',
      member: AGENT,
    });
});

test('grants a secret that is used twice once', () => {
  const gitHost = { ...GITLAB, readTokenSecretVersion: secret('api') };
  connection({ gitHost }).template().resourceCountIs(GRANT, 2);
});

test('waits until the agent may read the secrets', () => {
  const reached = connection().template().reachableFrom('google_developer_connect_connection.Source');
  expect(reached).toEqual(['google_secret_manager_secret_iam_member.Source_Secret-github', 'time_sleep.Source_Ready']);
});

test('leaves secrets of other projects to those projects', () => {
  const template = connection({
    gitHost: { ...GITHUB, oauthTokenSecretVersion: secret('github', 'acme-vault') },
  }).template();
  template.resourceCountIs(GRANT, 0);
  template.resourceCountIs('time_sleep', 0);
});

test('is encrypted with the key it is given', () => {
  connection({ encryptionKey: { keyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k', ready: [] } })
    .template()
    .hasResource(TYPE, { crypto_key_config: { key_reference: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' } });
});

test('takes a secret version that is known at deployment only', () => {
  const stack = testStack();
  const later = new Tensorboard(stack, 'T', { displayName: 't', project: 'p', region: 'r' }).tensorboardName;
  const { template } = connection({ gitHost: { ...GITHUB, oauthTokenSecretVersion: later } }, stack);
  template().hasResource(TYPE, {
    github_config: { authorizer_credential: { oauth_token_secret_version: '${google_vertex_ai_tensorboard.T.name}' } },
  });
});

test('its L1 is the default child', () => {
  const { made, template } = connection();
  (made.node.defaultChild as TerraformResource).addOverride('disabled', true);
  template().hasResource(TYPE, { disabled: true });
});

test('one that exists already is named without a resource', () => {
  expect(GitConnection.fromConnectionId('p', 'l', 'c')).toEqual({ project: 'p', location: 'l', connectionId: 'c' });
});

test('refuses secrets in place of their versions, all at once', () => {
  const gitHost = { ...GITLAB, apiTokenSecretVersion: 'glpat-1', readTokenSecretVersion: 'projects/p/secrets/s' };
  expect(() => connection({ gitHost })).toThrow(
    'stack/Source: secret version "glpat-1" is not of the form projects/PROJECT/secrets/NAME/versions/VERSION; ' +
      'secret version "projects/p/secrets/s" is not of the form projects/PROJECT/secrets/NAME/versions/VERSION',
  );
});
