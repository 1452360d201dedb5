import { type Environment } from '../../../constructs/core/environment';
import { Network } from '../../../constructs/network/network';
import { type Source, SourceCode, sourceServices } from '../../../constructs/patterns/source-code';
import { ProjectServices } from '../../../constructs/project/project-services';
import { testEnvironment, testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const version = (name: string) => `projects/acme-churn-dev/secrets/${name}/versions/1`;
const GITHUB: Source = {
  host: 'github',
  remoteUri: 'https://github.com/acme/churn.git',
  appInstallationId: 4711,
  oauthTokenSecretVersion: version('token'),
};
const GITLAB: Source = {
  host: 'gitlab',
  remoteUri: 'https://gitlab.com/acme/churn.git',
  apiTokenSecretVersion: version('api'),
  readTokenSecretVersion: version('read'),
  webhookSecretVersion: version('hook'),
};
const SECURE_SOURCE_MANAGER: Source = { host: 'secureSourceManager' };
const PRIVATELY: Source = {
  host: 'secureSourceManager',
  caPool: 'projects/p/locations/europe-west4/caPools/c',
};
const NETWORK = Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/r/subnetworks/s');
const PRIVATE = testEnvironment({ private: true });

function sourceCode(source: Source, environment: Environment = testEnvironment()) {
  const stack = testStack();
  const services = new ProjectServices(stack, 'Services', {
    project: environment.project,
    services: sourceServices(source, environment),
  });
  const made = new SourceCode(stack, 'Source', {
    environment,
    source,
    services,
    network: NETWORK,
    writers: { ds: 'group:ds@acme.com' },
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test.each<[Source, string[]]>([
  [{ host: 'none' }, []],
  [SECURE_SOURCE_MANAGER, ['securesourcemanager.googleapis.com', 'cloudresourcemanager.googleapis.com']],
  [
    PRIVATELY,
    [
      'securesourcemanager.googleapis.com',
      'cloudresourcemanager.googleapis.com',
      'compute.googleapis.com',
      'dns.googleapis.com',
    ],
  ],
  [GITHUB, ['developerconnect.googleapis.com', 'secretmanager.googleapis.com']],
  [GITLAB, ['developerconnect.googleapis.com', 'secretmanager.googleapis.com']],
])('%j needs its own APIs only', (source, services) => {
  expect(sourceServices(source, testEnvironment())).toEqual(services);
});

test('a private environment needs the API of certificates too, unless it is given a pool', () => {
  expect(sourceServices(SECURE_SOURCE_MANAGER, PRIVATE)).toContain('privateca.googleapis.com');
  expect(sourceServices(PRIVATELY, PRIVATE)).not.toContain('privateca.googleapis.com');
  expect(sourceServices(GITHUB, PRIVATE)).toEqual(sourceServices(GITHUB, testEnvironment()));
});

test('none makes nothing', () => {
  const { made, template } = sourceCode({ host: 'none' });
  expect(template().addresses()).toEqual([]);
  expect([made.cloneUrl, made.link, made.repository]).toEqual([undefined, undefined, undefined]);
});

test('Secure Source Manager gets an instance with one repository', () => {
  const { made, template } = sourceCode(SECURE_SOURCE_MANAGER);
  template().hasResource('google_secure_source_manager_instance', {
    instance_id: 'churn-dev-source',
    private_config: undefined,
  });
  template().hasResource('google_secure_source_manager_repository', {
    repository_id: 'churn-dev-code',
    instance: '${google_secure_source_manager_instance.Source_Instance.name}',
  });
  expect(made.cloneUrl).toBe(made.repository?.cloneUrl);
});

test('who writes gets into the instance and into the repository', () => {
  const { template } = sourceCode(SECURE_SOURCE_MANAGER);
  template().hasResource('google_secure_source_manager_instance_iam_member', { member: 'group:ds@acme.com' });
  template().hasResource('google_secure_source_manager_repository_iam_member', { member: 'group:ds@acme.com' });
});

test('a private environment has a private instance, which the network reaches', () => {
  const { template } = sourceCode(PRIVATELY, PRIVATE);
  template().hasResource('google_secure_source_manager_instance', {
    private_config: { is_private: true, ca_pool: 'projects/p/locations/europe-west4/caPools/c' },
  });
  template().hasResource('google_dns_managed_zone', {
    private_visibility_config: { networks: [{ network_url: NETWORK.networkId }] },
  });
  template().resourceCountIs('google_compute_forwarding_rule', 2);
});

test('a public instance has no private endpoint', () => {
  sourceCode(SECURE_SOURCE_MANAGER).template().resourceCountIs('google_compute_forwarding_rule', 0);
});

test('a private environment gets a pool of its own, and waits until it issues certificates', () => {
  const { template } = sourceCode(SECURE_SOURCE_MANAGER, PRIVATE);
  template().hasResource('google_secure_source_manager_instance', {
    private_config: { is_private: true, ca_pool: '${google_privateca_ca_pool.Source_CaPool.id}' },
  });
  template().hasResource('google_privateca_ca_pool', { name: 'churn-dev-source' });
  template().hasResource('google_privateca_ca_pool_iam_member', {
    member: '${time_sleep.Services_securesourcemanager_Ready.triggers["agent"]}',
  });
  expect(template().reachableFrom('google_secure_source_manager_instance.Source_Instance')).toEqual(
    expect.arrayContaining([
      'google_privateca_ca_pool_iam_member.Source_CaPool_Request-source',
      'google_privateca_certificate_authority.Source_CaPool_Authority',
    ]),
  );
});

test('the instance is made after its service agent has its role', () => {
  const { template } = sourceCode(SECURE_SOURCE_MANAGER);
  template().hasResource('google_project_iam_member', {
    role: 'roles/securesourcemanager.serviceAgent',
    member: '${google_project_service_identity.Services_securesourcemanager_Agent.member}',
  });
  expect(template().reachableFrom('google_secure_source_manager_instance.Source_Instance')).toEqual(
    expect.arrayContaining(['google_project_iam_member.Services_securesourcemanager_AgentRole']),
  );
});

test('GitHub gets a connection and a link to the repository', () => {
  const { made, template } = sourceCode(GITHUB);
  template().hasResource('google_developer_connect_connection', {
    connection_id: 'churn-dev-source',
    github_config: { app_installation_id: '4711' },
  });
  template().hasResource('google_developer_connect_git_repository_link', {
    git_repository_link_id: 'churn-dev-code',
    clone_uri: 'https://github.com/acme/churn.git',
    parent_connection: '${google_developer_connect_connection.Source_Connection.connection_id}',
  });
  expect(made.cloneUrl).toBe('https://github.com/acme/churn.git');
});

test('the service agent of Developer Connect reads the token, once it exists', () => {
  sourceCode(GITHUB).template().hasResource('google_secret_manager_secret_iam_member', {
    secret_id: 'token',
    member: '${time_sleep.Services_developerconnect_Ready.triggers["agent"]}',
  });
});

test('gitlab.com and a server of one’s own are told apart by the clone URL', () => {
  sourceCode(GITLAB).template().hasResource('google_developer_connect_connection', {
    gitlab_enterprise_config: undefined,
  });
  sourceCode({ ...GITLAB, remoteUri: 'https://git.acme.com:8443/acme/churn.git' })
    .template()
    .hasResource('google_developer_connect_connection', {
      gitlab_config: undefined,
      gitlab_enterprise_config: { host_uri: 'https://git.acme.com:8443' },
    });
});

test('connects in a private environment too: it opens no endpoint', () => {
  sourceCode(GITHUB, PRIVATE).template().resourceCountIs('google_developer_connect_connection', 1);
});

test.each(['https://github.acme.com/acme/churn.git', 'acme/churn'])('refuses GitHub at %s', (remoteUri) => {
  expect(() => sourceCode({ ...GITHUB, remoteUri })).toThrow(
    `stack/Source: remoteUri "${remoteUri}" is not on github.com: the Developer Connect app is installed there; host "gitlab" takes servers of your own`,
  );
});
