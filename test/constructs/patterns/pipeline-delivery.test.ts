import { type TerraformStack } from 'cdktf';
import { Repository } from '../../../constructs/artifact-registry/repository';
import { Network } from '../../../constructs/network/network';
import { PipelineDelivery, type PipelineDeliveryProps } from '../../../constructs/patterns/pipeline-delivery';
import { needsRelay } from '../../../delivery/needs-relay';
import { RELAY_ATTRIBUTES } from '../../../delivery/targets/relay';
import { type Template, type TemplateResource, testEnvironment } from '../../../testing';
import { Graph } from '../../support/graph/graph';
import { earlyForKey } from '../../support/graph/keys';
import { earlyForService } from '../../support/graph/services';
import { powerlessTriggers } from '../../support/graph/triggers';
import { readableTemplate, resolved } from '../../support/readable';
import { BITBUCKET, CICD, delivered, delivery, GITHUB, GITLAB, promotes, SOURCE, TRIGGERS } from './delivery-fixture';

const PRIVATE = testEnvironment({ ...CICD, private: true });
const NETWORK = Network.fromNetworkIds(
  'projects/acme-churn-cicd/global/networks/n',
  'projects/p/regions/r/subnetworks/s',
);
const BY_GITHUB = { builder: 'githubActions', repository: { host: 'github', remoteUri: GITHUB.remoteUri } } as const;
const BY_GITLAB = { builder: 'gitlabCi', repository: { host: 'gitlab', remoteUri: GITLAB.remoteUri } } as const;

const templates = new Map<string, Template>();
/** What is made; each set of options is built once, as it takes a while. */
function made(name: string, props: Partial<PipelineDeliveryProps> = {}): Template {
  const template = templates.get(name) ?? readableTemplate(delivery(props).stack);
  templates.set(name, template);
  return template;
}
const hosted = () => made('hosted');
const github = () => made('github', { repository: GITHUB });

const VARIANTS: Readonly<Record<string, Partial<PipelineDeliveryProps>>> = {
  hosted: {},
  github: { repository: GITHUB },
  gitlab: { repository: GITLAB },
  bitbucket: { repository: BITBUCKET },
  githubActions: BY_GITHUB,
  gitlabCi: BY_GITLAB,
  private: { environment: PRIVATE, repository: GITLAB, network: NETWORK },
  privateHosted: { environment: PRIVATE },
  privateGithubActions: { ...BY_GITHUB, environment: PRIVATE },
  privateGitlabCi: { ...BY_GITLAB, environment: PRIVATE },
  keys: { customerManagedKeys: true, environments: [delivered('dev', { billingAccount: '1-2-3' }), delivered('prod')] },
  localState: { state: undefined },
};

describe.each(Object.keys(VARIANTS))('%s', (name) => {
  const graph = () => new Graph(name, made(name, VARIANTS[name]));

  test('waits for its APIs, their agents and the grants on keys', () => {
    expect([...earlyForService(graph()), ...earlyForKey(graph()), ...powerlessTriggers([graph()])]).toEqual([]);
  });

  test('makes no key of an account, and lets nobody in from outside', () => {
    const text = JSON.stringify(made(name, VARIANTS[name]).normalized());
    expect(text).not.toMatch(/google_service_account_key|allUsers|allAuthenticatedUsers/);
  });

  test('grants the use of accounts, and acting as them, on each account alone', () => {
    const onProjects = made(name, VARIANTS[name]).resources('google_project_iam_member');
    const roles = onProjects.map(({ properties }) => properties.role);
    for (const role of ['serviceAccountUser', 'serviceAccountTokenCreator', 'workloadIdentityUser'])
      expect(roles).not.toContain(`roles/iam.${role}`);
  });
});

/** Roles of a member, by the resource that they are on. */
function rolesOf(template: Template, member: string): string[] {
  const addresses = template.addresses().filter((address) => /_iam_member\./.test(address));
  return addresses
    .map((address) => template.resource(address))
    .filter(({ properties }) => String(properties.member).includes(member))
    .map((grant) => `${lastPart(String(grant.properties.role))} on ${whatOf(grant)}`)
    .sort();
}
const lastPart = (text: string) =>
  text.replace(/^roles\//, '').replace(/^\$\{google_project_iam_custom_role\.(.+)\.name\}$/, 'role $1');
function whatOf({ type, properties }: TemplateResource): string {
  const {
    bucket,
    dataset_id: dataset,
    repository,
    topic,
    subscription,
    service_account_id: account,
    project,
  } = properties as Record<string, string>;
  const what = bucket ?? dataset ?? repository ?? topic ?? subscription ?? account;
  if (type.includes('source_manager')) return type.includes('instance') ? 'source instance' : 'source repository';
  return what === undefined
    ? project!
    : what
        .replace(/^\$\{[a-z_]+\.(.+)\.\w+\}$/, '$1')
        .split('/')
        .at(-1)!;
}

describe('the account', () => {
  test('ci reads: what stacks are and where their state is, not what data they hold', () => {
    expect(rolesOf(hosted(), 'Accounts_ci.')).toEqual(
      [
        'logging.logWriter on acme-churn-cicd',
        'artifactregistry.reader on Delivery_Artifacts_Images',
        'artifactregistry.reader on Delivery_Artifacts_Packages',
        'securesourcemanager.instanceAccessor on source instance',
        'securesourcemanager.repoReader on source repository',
        ...['dev', 'prod'].flatMap((name) => [
          `aiplatform.viewer on acme-churn-${name}`,
          `iam.roleViewer on acme-churn-${name}`,
          `iam.securityReviewer on acme-churn-${name}`,
          `iam.serviceAccountViewer on acme-churn-${name}`,
          `pubsub.viewer on acme-churn-${name}`,
          `serviceusage.serviceUsageViewer on acme-churn-${name}`,
          `storage.bucketViewer on acme-churn-${name}`,
          `storage.objectViewer on acme-churn-${name}-churn-${name}-pipelines`,
          'storage.objectViewer on acme-churn-tfstate',
        ]),
      ].sort(),
    );
  });

  test('e2e starts runs where pipelines are tried, and reaches nothing else', () => {
    expect(rolesOf(hosted(), 'Accounts_e2e.')).toEqual(
      [
        'logging.logWriter on acme-churn-cicd',
        'artifactregistry.reader on Delivery_Artifacts_Images',
        'artifactregistry.reader on Delivery_Artifacts_Packages',
        'securesourcemanager.instanceAccessor on source instance',
        'securesourcemanager.repoReader on source repository',
        'iam.serviceAccountUser on churn-dev-runner@acme-churn-dev.iam.gserviceaccount.com',
        'role Delivery_Environment-dev_E2eRole on acme-churn-dev',
        'storage.objectUser on acme-churn-dev-churn-dev-pipelines',
      ].sort(),
    );
    expect(
      hosted().resource('google_project_iam_custom_role.Delivery_Environment-dev_E2eRole').properties,
    ).toMatchObject({
      role_id: 'churn_dev_e2e',
      permissions: ['cancel', 'create', 'get', 'list'].map((verb) => `aiplatform.pipelineJobs.${verb}`),
    });
  });

  test('release pushes: images and packages here, templates to every environment', () => {
    expect(rolesOf(hosted(), 'Accounts_release.')).toEqual(
      [
        'logging.logWriter on acme-churn-cicd',
        'artifactregistry.writer on Delivery_Artifacts_Images',
        'artifactregistry.writer on Delivery_Artifacts_Packages',
        'artifactregistry.writer on churn-dev-pipelines',
        'artifactregistry.writer on churn-prod-pipelines',
        'securesourcemanager.instanceAccessor on source instance',
        'securesourcemanager.repoReader on source repository',
      ].sort(),
    );
  });

  test('of an environment deploys that one alone, and uses the accounts that its resources run as', () => {
    expect(rolesOf(hosted(), 'Accounts_cd-prod.')).toEqual(
      [
        'logging.logWriter on acme-churn-cicd',
        'artifactregistry.reader on Delivery_Artifacts_Images',
        'artifactregistry.reader on Delivery_Artifacts_Packages',
        'securesourcemanager.instanceAccessor on source instance',
        'securesourcemanager.repoReader on source repository',
        'aiplatform.admin on acme-churn-prod',
        'iam.roleAdmin on acme-churn-prod',
        'iam.serviceAccountAdmin on acme-churn-prod',
        'iam.serviceAccountUser on churn-prod-runner@acme-churn-prod.iam.gserviceaccount.com',
        'pubsub.admin on acme-churn-prod',
        'resourcemanager.projectIamAdmin on acme-churn-prod',
        'serviceusage.serviceUsageAdmin on acme-churn-prod',
        'storage.admin on acme-churn-prod',
        'storage.objectUser on acme-churn-tfstate',
      ].sort(),
    );
  });

  test('that promotes sees models, requests and runs of that environment alone, asks for runs, and changes nothing', () => {
    expect(rolesOf(hosted(), 'Accounts_promote-prod.')).toEqual(
      [
        'logging.logWriter on acme-churn-cicd',
        'artifactregistry.reader on Delivery_Artifacts_Images',
        'artifactregistry.reader on Delivery_Artifacts_Packages',
        'securesourcemanager.instanceAccessor on source instance',
        'securesourcemanager.repoReader on source repository',
        'bigquery.dataViewer on churn_prod_predictions',
        'bigquery.jobUser on acme-churn-prod',
        'pubsub.publisher on churn-prod-runs',
        'role Delivery_Environment-prod_PromoteRole on acme-churn-prod',
        'storage.objectViewer on acme-churn-prod-churn-prod-models',
      ].sort(),
    );
    expect(
      hosted().resource('google_project_iam_custom_role.Delivery_Environment-prod_PromoteRole').properties,
    ).toMatchObject({
      role_id: 'churn_prod_promote',
      permissions: ['models.get', 'pipelineJobs.get', 'pipelineJobs.list'].map((name) => `aiplatform.${name}`),
    });
  });

  test('that promotes is the only one that asks for runs', () => {
    const asking = hosted()
      .resources('google_pubsub_topic_iam_member')
      .filter(({ properties: { topic, role } }) => role === 'roles/pubsub.publisher' && /-runs$/.test(String(topic)))
      .map(({ properties: { topic, member } }) => [topic, String(member).replace(/^.+Accounts_(.+)\.member\}$/, '$1')]);
    expect(asking).toEqual(
      ['dev', 'prod'].map((name) => [`projects/acme-churn-${name}/topics/churn-${name}-runs`, `promote-${name}`]),
    );
  });

  test('of an environment reaches the state of its own stacks, whatever groups of models there are', () => {
    const { condition } = hosted().resource('google_storage_bucket_iam_member.Delivery_Environment-prod_State')
      .properties as { condition: { description: string } };
    expect(condition.description).toBe('churn/models-prod-, churn/platform-prod/');
  });

  test('relay publishes what happened, and does nothing else', () => {
    expect(rolesOf(hosted(), 'Accounts_relay.')).toEqual([
      'logging.logWriter on acme-churn-cicd',
      'pubsub.publisher on Delivery_Relay',
      'securesourcemanager.instanceAccessor on source instance',
      'securesourcemanager.repoReader on source repository',
    ]);
  });

  test('is known without looking it up', () => {
    const { stack, made: pattern } = delivery();
    for (const account of ['ci', 'e2e', 'release', 'relay', { cd: 'prod' }, { promote: 'prod' }] as const)
      expect(accountId(stack, pattern, account)).toBe(PipelineDelivery.accountOf(CICD, account).email.split('@')[0]);
  });
});

const accountId = (
  stack: TerraformStack,
  pattern: PipelineDelivery,
  account: Parameters<PipelineDelivery['accounts']['get']>[0],
) => {
  const [, address] = /\$\{(.+)\.email\}/.exec(String(resolved(stack, pattern.accounts.get(account).email)))!;
  stack.node.tryRemoveChild('Resolved');
  return readableTemplate(stack).resource(address!).properties.account_id;
};

describe('an environment', () => {
  test('pulls images as the agent that serves, and as agents that Google has not made yet', () => {
    const pulls = ['PullServed-delivery', 'PullTrained-delivery'].map(
      (id) =>
        hosted().resource(`google_artifact_registry_repository_iam_member.Delivery_Environment-prod_${id}`).properties,
    );
    const number = '${data.google_project.Delivery_Environment-prod_Agents.number}';
    expect(pulls.map(({ member }) => member)).toEqual([
      `serviceAccount:service-${number}@gcp-sa-aiplatform.iam.gserviceaccount.com`,
      `principalSet://cloudresourcemanager.googleapis.com/projects/${number}/type/ServiceAgent`,
    ]);
    for (const { role, repository } of pulls)
      expect([role, repository]).toEqual([
        'roles/artifactregistry.reader',
        '${google_artifact_registry_repository.Delivery_Artifacts_Images.repository_id}',
      ]);
  });

  test('pulls from other repositories, too, and as the agent that it is told', () => {
    const template = made('images', {
      images: [Repository.fromRepositoryId('acme-shared', 'europe-west4', 'images')],
      environments: [delivered('dev', { agents: { vertexAi: 'serviceAccount:agent@x.iam.gserviceaccount.com' } })],
      triggers: [],
    });
    template.hasResource('google_artifact_registry_repository_iam_member', {
      project: 'acme-shared',
      repository: 'images',
      member: 'serviceAccount:agent@x.iam.gserviceaccount.com',
    });
  });

  test('with a budget lets its account manage budgets of the billing account', () => {
    const grants = made('keys', VARIANTS.keys).resources('google_billing_account_iam_member');
    expect(grants.map(({ properties }) => properties.role)).toEqual([
      'roles/billing.costsManager',
      'roles/billing.viewer',
    ]);
  });

  test('whose state is in local files is deployed from nowhere', () => {
    const grants = made('localState', VARIANTS.localState).resources('google_storage_bucket_iam_member');
    expect(grants.map(({ properties }) => properties.bucket)).not.toContain('acme-churn-tfstate');
  });
});

const triggersOf = (template: Template): Record<string, TemplateResource['properties']> =>
  Object.fromEntries(
    template.resources('google_cloudbuild_trigger').map(({ properties }) => [String(properties.name), properties]),
  );

describe('Secure Source Manager', () => {
  const AGENT = 'service-${data.google_project.Delivery_Source_Agents.number}@gcp-sa-sourcemanager';

  test('starts builds as accounts that need no approval, and as the relay', () => {
    expect(rolesOf(hosted(), AGENT)).toEqual([
      'iam.serviceAccountUser on Delivery_Accounts_cd-dev',
      'iam.serviceAccountUser on Delivery_Accounts_ci',
      'iam.serviceAccountUser on Delivery_Accounts_relay',
      'iam.serviceAccountUser on Delivery_Accounts_release',
      'role Delivery_Source_Role on acme-churn-cicd',
      'serviceusage.serviceUsageConsumer on acme-churn-cicd',
    ]);
  });

  test('is the agent of the project of the repository, unless another is named', () => {
    hosted().hasResource('data.google_project', { project_id: SOURCE.project });
    const agent = 'serviceAccount:agent@x.iam.gserviceaccount.com';
    expect(rolesOf(made('agent', { repository: { ...SOURCE, agent } }), agent)).not.toEqual([]);
  });

  test('leaves to Cloud Build what starts with a message, waits for an approval, or is of a tag', () => {
    expect(Object.keys(triggersOf(hosted())).sort()).toEqual(['model-cd-dev', 'release', 'terraform-apply-prod']);
  });

  test('relays what waits for an approval, by its name', () => {
    expect(triggersOf(hosted())['terraform-apply-prod']).toMatchObject({
      approval_config: { approval_required: true },
      pubsub_config: { topic: '${google_pubsub_topic.Delivery_Relay.id}' },
      filter: '_RELAY_TRIGGER == "terraform-apply-prod"',
      substitutions: {
        _ENVIRONMENT: 'dev',
        ...Object.fromEntries(
          RELAY_ATTRIBUTES.map((name) => [`_RELAY_${name.toUpperCase()}`, `$(body.message.attributes.${name})`]),
        ),
      },
    });
  });

  test('tells a relayed build which commit and tag it is of', () => {
    const { step } = triggersOf(hosted())['terraform-apply-prod']!.build as unknown as { step: { env: string[] }[] };
    expect(step.at(-1)!.env).toEqual([
      'COMMIT_SHA=$_RELAY_COMMIT',
      'SHORT_SHA=$${_RELAY_COMMIT:0:7}',
      'TAG_NAME=$_RELAY_REF',
      '_ENVIRONMENT=$_ENVIRONMENT',
    ]);
  });

  test('is cloned first by builds that it does not start', () => {
    const { step } = triggersOf(hosted())['model-cd-dev']!.build as unknown as {
      step: { id: string; env: string[] }[];
    };
    expect(step.map(({ id }) => id)).toEqual(['clone', 'packages', 'deploy']);
    expect(step[0]!.env).toEqual([
      'CLONE_URL=https://churn-dev-source-${data.google_project.Delivery_Source_Agents.number}-git.europe-west4.sourcemanager.dev/acme-churn-dev/churn-dev-code.git',
      'BRANCH=main',
      'COMMIT=',
    ]);
  });

  test('has no relay when nothing needs one', () => {
    const template = made('unrelayed', { triggers: TRIGGERS.filter((trigger) => !needsRelay(trigger)) });
    template.resourceCountIs('google_pubsub_topic', 0);
    expect(template.addresses()).not.toContain('google_service_account.Delivery_Accounts_relay');
  });
});

describe('a connected repository', () => {
  test('has a trigger for everything', () => {
    expect(Object.keys(triggersOf(github())).sort()).toEqual(TRIGGERS.map(({ key }) => key).sort());
  });

  test('names the file of a build, and looks at files where Cloud Build does', () => {
    const triggers = triggersOf(github());
    expect(triggers['pr-checks']).toMatchObject({
      filename: 'cloudbuild/pr-checks.yaml',
      ignored_files: ['**/*.md'],
      repository_event_config: { pull_request: { comment_control: 'COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY' } },
    });
    expect(triggers['pipeline-e2e']).toMatchObject({
      repository_event_config: { pull_request: { comment_control: 'COMMENTS_ENABLED' } },
    });
    expect(triggers['terraform-apply-prod']).toMatchObject({ approval_config: { approval_required: true } });
    expect(triggers['terraform-apply-prod']).not.toHaveProperty('ignored_files');
  });

  test('is built on the delivered branch when a message arrives', () => {
    expect(triggersOf(github())['model-cd-dev']).toMatchObject({
      git_file_source: { path: 'cloudbuild/model-cd-dev.yaml', revision: 'refs/heads/main' },
      pubsub_config: { topic: 'projects/acme-churn-dev/topics/churn-dev-models' },
    });
  });

  test('has no relay', () => {
    github().resourceCountIs('google_pubsub_topic', 0);
  });

  test('takes all that Cloud Build connects by', () => {
    expect(() => delivery({ repository: { ...GITHUB, oauthTokenSecretVersion: undefined } })).toThrow(
      'stack/Delivery/Source: oauthTokenSecretVersion missing: Cloud Build connects to the repository by them',
    );
  });
});

test('Cloud Build may subscribe to the topic of another project, a while before the trigger', () => {
  hosted().hasResource('google_pubsub_topic_iam_member', {
    topic: 'projects/acme-churn-dev/topics/churn-dev-models',
    role: 'roles/pubsub.subscriber',
    member:
      'serviceAccount:service-${data.google_project.Delivery_Agents.number}@gcp-sa-cloudbuild.iam.gserviceaccount.com',
  });
  const reached = hosted().reachableFrom('google_cloudbuild_trigger.Delivery_Triggers_model-cd-dev');
  expect(reached).toEqual(
    expect.arrayContaining([
      'google_pubsub_topic_iam_member.Delivery_Hears-model-cd-dev',
      'time_sleep.Delivery_CanSubscribe',
      'google_project_service.Delivery_Services_pubsub',
    ]),
  );
});

test('whoever approves may do that and see builds', () => {
  expect(rolesOf(hosted(), 'group:mle@acme.com')).toEqual(['cloudbuild.builds.approver on acme-churn-cicd']);
});

describe('jobs of a host', () => {
  const federated = (template: Template) =>
    template
      .resources('google_service_account_iam_member')
      .filter(({ properties }) => properties.role === 'roles/iam.workloadIdentityUser')
      .map(({ properties: { member, service_account_id: account } }) => [
        String(account).replace(/^.+Accounts_(.+)\.name\}$/, '$1'),
        String(member).replace(/^.+attribute\.access\//, ''),
      ])
      .sort();

  test.each([
    ['GitHub', BY_GITHUB],
    ['GitLab', BY_GITLAB],
  ])('of %s act as the account of their own build, and as no other', (name, props) => {
    const template = made(name === 'GitHub' ? 'githubActions' : 'gitlabCi', props);
    expect(federated(template)).toEqual([
      ['cd-dev', 'main'],
      ['cd-prod', 'environment-prod'],
      ['ci', 'pull-request'],
      ['e2e', 'environment-e2e'],
      ['promote-dev', 'main'],
      ['release', 'main'],
      ['release', 'tag'],
    ]);
    template.resourceCountIs('google_cloudbuild_trigger', 0);
    template.resourceCountIs('google_cloudbuildv2_connection', 0);
  });

  test.each([
    ['githubActions', BY_GITHUB],
    ['gitlabCi', BY_GITLAB],
  ])(
    'of %s promote models of production from the branch, and deploy it from its protected environment',
    (name, props) => {
      const template = made(`${name}Promotes`, { ...props, triggers: [...TRIGGERS, promotes('prod')] });
      const production = federated(template).filter(([account]) => account!.endsWith('-prod'));
      expect(production).toEqual([
        ['cd-prod', 'environment-prod'],
        ['promote-prod', 'main'],
      ]);
    },
  );

  test('look for messages themselves, each for its own', () => {
    const template = made('githubActions', BY_GITHUB);
    template.hasResource('google_pubsub_subscription', {
      name: 'churn-cicd-messages-model-cd-dev',
      project: 'acme-churn-cicd',
      topic: 'projects/acme-churn-dev/topics/churn-dev-models',
    });
    expect(rolesOf(template, 'Accounts_promote-dev.')).toContain('pubsub.subscriber on Delivery_Messages_model-cd-dev');
    expect(rolesOf(template, 'Accounts_cd-dev.').join()).not.toContain('pubsub.subscriber');
    expect(PipelineDelivery.subscriptionOf(CICD, { key: 'model-cd-dev' })).toBe(
      'projects/acme-churn-cicd/subscriptions/churn-cicd-messages-model-cd-dev',
    );
  });

  test('name the provider', () => {
    const { made: pattern, stack } = delivery(BY_GITHUB);
    expect(resolved(stack, pattern.identityProvider!)).toBe(
      '${google_iam_workload_identity_pool_provider.Delivery_Federation_Provider.name}',
    );
  });
});

describe('a private environment', () => {
  const template = () => made('private', VARIANTS.private);

  test('builds on workers without a way out, which a network may be peered with', () => {
    template().hasResource('google_cloudbuild_worker_pool', {
      name: 'churn-cicd-builds',
      worker_config: { machine_type: 'e2-standard-4', disk_size_gb: 100, no_external_ip: true },
      network_config: { peered_network: 'projects/acme-churn-cicd/global/networks/n', peered_network_ip_range: '/24' },
    });
    expect(PipelineDelivery.poolOf(PRIVATE)).toBe(
      'projects/acme-churn-cicd/locations/europe-west4/workerPools/churn-cicd-builds',
    );
    expect(PipelineDelivery.poolOf(CICD)).toBeUndefined();
  });

  test('gets public packages of Python and npm through repositories of its own', () => {
    const proxies = template()
      .resources('google_artifact_registry_repository')
      .filter(({ properties }) => properties.mode === 'REMOTE_REPOSITORY');
    expect(proxies.map(({ properties }) => properties.format)).toEqual(['NPM', 'PYTHON']);
    expect(rolesOf(template(), 'Accounts_ci.')).toContain('artifactregistry.reader on Delivery_Artifacts_PublicNode');
  });

  test('lets every account, and Secure Source Manager, run builds in the pool', () => {
    const privately = made('privateHosted', VARIANTS.privateHosted);
    for (const member of ['Accounts_ci.', 'Accounts_cd-prod.', 'Accounts_promote-prod.', 'gcp-sa-sourcemanager'])
      expect(rolesOf(privately, member)).toContain('cloudbuild.workerPoolUser on acme-churn-cicd');
  });

  test.each(['privateGithubActions', 'privateGitlabCi'])('of %s has no pool: the host’s own machines build', (name) => {
    const outside = made(name, VARIANTS[name]);
    outside.resourceCountIs('google_cloudbuild_worker_pool', 0);
    outside.resourceCountIs('google_iam_workload_identity_pool_provider', 1);
    expect(outside.resources('google_project_iam_member').map(({ properties }) => properties.role)).not.toContain(
      'roles/cloudbuild.workerPoolUser',
    );
  });

  test('is reached by the private name of Secure Source Manager', () => {
    const text = JSON.stringify(made('privateHosted', VARIANTS.privateHosted).normalized());
    expect(text).toContain('-git.europe-west4.p.sourcemanager.dev/');
  });
});

describe('what is kept', () => {
  test('is protected', () => {
    for (const type of ['google_artifact_registry_repository', 'google_pubsub_topic'])
      for (const { properties } of hosted().resources(type))
        expect(properties.lifecycle).toEqual({ prevent_destroy: true });
  });

  test('has keys of the project’s own, when they are asked for', () => {
    const template = made('keys', VARIANTS.keys);
    const users = template
      .resources('google_kms_crypto_key_iam_member')
      .map(({ properties: { crypto_key_id: key, member } }) => [
        String(key).replace(/^.+Ring_(.+)\.id\}$/, '$1'),
        String(member).replace(/^.+Services_(\w+)_Ready.+$/, '$1'),
      ]);
    expect(users).toEqual([
      ['artifacts', 'artifactregistry'],
      ['pubsub', 'pubsub'],
    ]);
    for (const { properties } of template.resources('google_artifact_registry_repository'))
      expect(properties.kms_key_name).toBe('${google_kms_crypto_key.Delivery_Keys_Ring_artifacts.id}');
    template.hasResource('google_pubsub_topic', {
      kms_key_name: '${google_kms_crypto_key.Delivery_Keys_Ring_pubsub.id}',
    });
  });
});

test('APIs that deploying calls are enabled here as well, and get no agent', () => {
  const services = hosted()
    .resources('google_project_service')
    .map(({ properties }) => properties.service);
  const called = ['aiplatform', 'bigquery', 'serviceusage'].map((name) => `${name}.googleapis.com`);
  expect(services).toEqual(expect.arrayContaining(called));
  const agents = hosted()
    .resources('google_project_service_identity')
    .map(({ properties }) => properties.service);
  expect(agents).not.toContain('aiplatform.googleapis.com');
});

test.each<[string, Partial<PipelineDeliveryProps>]>([
  ['builder githubActions builds what is on github, not on secureSourceManager', { builder: 'githubActions' }],
  ['builder gitlabCi builds what is on gitlab, not on github', { builder: 'gitlabCi', repository: GITHUB }],
  [
    'project acme-churn-dev is that of dev, too: delivery needs one of its own',
    { environment: testEnvironment({ ...CICD, project: 'acme-churn-dev' }) },
  ],
  ['preStaging "staging" is none of the environments: dev, prod', { preStaging: 'staging' }],
  ['triggers are for prod, which is none of the environments: dev', { environments: [delivered('dev')] }],
  ['pr-checks: each trigger has a key of its own', { triggers: [...TRIGGERS, TRIGGERS[0]!] }],
  ['terraform-apply-prod wait for an approval, and there are no approvers', { approvers: [] }],
])('%s is refused', (problem, props) => {
  expect(() => delivery(props)).toThrow(`stack/Delivery: ${problem}`);
});

test('all mistakes are told at once', () => {
  expect(() => delivery({ approvers: [], preStaging: 'staging' })).toThrow(/preStaging.+; .+approvers/);
});
