import {
  BuildConnection,
  type BuildConnectionProps,
  type BuildHost,
} from '../../../constructs/cloudbuild/build-connection';
import { ConnectedRepository } from '../../../constructs/cloudbuild/connected-repository';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const TYPE = 'google_cloudbuildv2_connection';
const GRANT = 'google_secret_manager_secret_iam_member';
const AGENT = 'serviceAccount:service-1@gcp-sa-cloudbuild.iam.gserviceaccount.com';

const secret = (name: string, project = 'acme-churn-cicd') => `projects/${project}/secrets/${name}/versions/1`;
const GITHUB = { host: 'github', appInstallationId: 4711, oauthTokenSecretVersion: secret('github') } as const;
const TOKENS = {
  apiTokenSecretVersion: secret('api'),
  readTokenSecretVersion: secret('read'),
  webhookSecretVersion: secret('webhook'),
};
const TOKEN_CONFIG = {
  authorizer_credential: { user_token_secret_version: secret('api') },
  read_authorizer_credential: { user_token_secret_version: secret('read') },
  webhook_secret_secret_version: secret('webhook'),
};

function connection(props: Partial<BuildConnectionProps> = {}, cloneUrl = 'https://github.com/acme/churn.git') {
  const stack = testStack();
  const made = new BuildConnection(stack, 'Source', {
    connectionName: 'churn-cicd-source',
    project: 'acme-churn-cicd',
    location: 'europe-west4',
    gitHost: GITHUB,
    serviceAgent: AGENT,
    ...props,
  });
  const repository = new ConnectedRepository(stack, 'Code', { repositoryName: 'code', connection: made, cloneUrl });
  return { made, repository, template: readableTemplate(stack) };
}

test.each<[string, BuildHost, object]>([
  [
    'GitHub',
    GITHUB,
    {
      github_config: {
        app_installation_id: 4711,
        authorizer_credential: { oauth_token_secret_version: secret('github') },
      },
    },
  ],
  ['gitlab.com', { host: 'gitlab', hostUri: 'https://gitlab.com', ...TOKENS }, { gitlab_config: TOKEN_CONFIG }],
  [
    'a GitLab server of one’s own',
    { host: 'gitlab', hostUri: 'https://gitlab.acme.com', ...TOKENS },
    { gitlab_config: { ...TOKEN_CONFIG, host_uri: 'https://gitlab.acme.com' } },
  ],
  [
    'Bitbucket Cloud',
    { host: 'bitbucket', workspace: 'acme', ...TOKENS },
    { bitbucket_cloud_config: { ...TOKEN_CONFIG, workspace: 'acme' } },
  ],
])('connects to %s, and holds tokens by reference only', (_, gitHost, config) => {
  const { depends_on: waits, ...properties } = connection({ gitHost }).template.resource(`${TYPE}.Source`).properties;
  expect(properties).toEqual({
    name: 'churn-cicd-source',
    project: 'acme-churn-cicd',
    location: 'europe-west4',
    ...config,
  });
  expect(waits).toEqual(['time_sleep.Source_Ready']);
});

test('lets the agent read exactly the secrets of the connection, each once, and waits for that', () => {
  const { template } = connection({ gitHost: { host: 'gitlab', ...TOKENS, readTokenSecretVersion: secret('api') } });
  const grants = template.resources(GRANT).map(({ properties }) => properties);
  expect(grants).toEqual(
    ['api', 'webhook'].map((secret_id) => ({
      project: 'acme-churn-cicd',
      secret_id,
      role: 'roles/secretmanager.secretAccessor',
      member: AGENT,
    })),
  );
  expect(template.reachableFrom(`${TYPE}.Source`)).toEqual([
    `${GRANT}.Source_Secret-api`,
    `${GRANT}.Source_Secret-webhook`,
    'time_sleep.Source_Ready',
  ]);
});

test('leaves secrets of other projects to those projects', () => {
  const gitHost = { ...GITHUB, oauthTokenSecretVersion: secret('github', 'acme-vault') };
  const { template } = connection({ gitHost });
  template.resourceCountIs(GRANT, 0);
  template.resourceCountIs('time_sleep', 0);
});

test('a repository belongs to its connection', () => {
  const { repository, template } = connection();
  expect(template.resource('google_cloudbuildv2_repository.Code').properties).toEqual({
    name: 'code',
    project: 'acme-churn-cicd',
    location: 'europe-west4',
    parent_connection: '${google_cloudbuildv2_connection.Source.id}',
    remote_uri: 'https://github.com/acme/churn.git',
  });
  expect([repository.location, repository.host]).toEqual(['europe-west4', 'github']);
});

test('a repository that is connected elsewhere is known by its name', () => {
  const repositoryName = 'projects/p/locations/europe-west1/connections/c/repositories/r';
  expect(ConnectedRepository.fromRepositoryName(repositoryName, 'gitlab')).toEqual({
    repositoryName,
    location: 'europe-west1',
    host: 'gitlab',
  });
});

test.each<[string, () => unknown]>([
  [
    'stack/Source: secret version "token" is not of the form projects/PROJECT/secrets/NAME/versions/VERSION',
    () => connection({ gitHost: { ...GITHUB, oauthTokenSecretVersion: 'token' } }),
  ],
  ['stack/Source: buildConnection name "Source" is not valid', () => connection({ connectionName: 'Source' })],
  [
    'stack/Code: cloneUrl "git@github.com:acme/churn.git" is not an https URL that ends in .git',
    () => connection({}, 'git@github.com:acme/churn.git'),
  ],
])('%s', (problem, make) => {
  expect(make).toThrow(problem);
});
