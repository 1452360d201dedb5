import { type TerraformStack } from 'cdktf';
import { type DeliveredEnvironment, type HostedRepository } from '../../../constructs/patterns/delivery-options';
import { PipelineDelivery, type PipelineDeliveryProps } from '../../../constructs/patterns/pipeline-delivery';
import { defineBuild } from '../../../delivery/build';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { testEnvironment, testStack } from '../../../testing';

/** Where builds are. */
export const CICD = testEnvironment({ name: 'cicd', stage: 'production', project: 'acme-churn-cicd' });

export const SOURCE: HostedRepository = {
  host: 'secureSourceManager',
  project: 'acme-churn-dev',
  location: 'europe-west4',
  instanceId: 'churn-dev-source',
  repositoryId: 'churn-dev-code',
};

const version = (name: string) => `projects/acme-churn-cicd/secrets/${name}/versions/1`;
export const GITHUB = {
  host: 'github',
  remoteUri: 'https://github.com/acme/churn.git',
  appInstallationId: 4711,
  oauthTokenSecretVersion: version('github'),
} as const;
const TOKENS = {
  apiTokenSecretVersion: version('api'),
  readTokenSecretVersion: version('read'),
  webhookSecretVersion: version('hook'),
};
export const GITLAB = { host: 'gitlab', remoteUri: 'https://gitlab.com/acme/ml/churn.git', ...TOKENS } as const;
export const BITBUCKET = {
  host: 'bitbucket',
  remoteUri: 'https://bitbucket.org/acme/churn.git',
  workspace: 'acme',
  ...TOKENS,
} as const;

const SERVICES = ['aiplatform.googleapis.com', 'pubsub.googleapis.com', 'storage.googleapis.com'];

export function delivered(name: string, more: Partial<DeliveredEnvironment> = {}): DeliveredEnvironment {
  const environment = testEnvironment({
    name,
    project: `acme-churn-${name}`,
    stage: name === 'prod' ? 'production' : 'experimentation',
  });
  return {
    environment,
    stacks: [`platform-${name}`, `models-${name}-default`, `models-${name}-eu`],
    approval: name === 'prod',
    topic: `projects/${environment.project}/topics/churn-${name}-runs`,
    modelTopic: `projects/${environment.project}/topics/churn-${name}-models`,
    services: SERVICES,
    accounts: [`churn-${name}-runner@${environment.project}.iam.gserviceaccount.com`],
    ...more,
  };
}

/** A build whose script reads substitutions of its own and of Google's. */
export const build = (name: string, read = '$_ENVIRONMENT') =>
  defineBuild(name, {
    steps: [
      { id: 'packages', name: 'node:20', waitFor: ['-'], script: 'npm ci\n' },
      { id: 'deploy', name: 'node:20', script: `echo "${read}" "\${_ENVIRONMENT:-x}"\n` },
    ],
    timeout: '1200s',
    options: { logging: 'CLOUD_LOGGING_ONLY', automapSubstitutions: true },
    substitutions: { _ENVIRONMENT: 'dev' },
  });

const trigger = (key: string, more: Partial<DeliveryTrigger>): DeliveryTrigger => ({
  key,
  file: `cloudbuild/${key}.yaml`,
  description: `What ${key} does`,
  event: { push: { branch: '^main$' } },
  account: 'ci',
  substitutions: { _ENVIRONMENT: 'dev' },
  build: build(key),
  ...more,
});

/** What tests new models of an environment. */
export function promotes(name: string): DeliveryTrigger {
  return trigger(`model-cd-${name}`, {
    account: { promote: name },
    event: { message: { topic: `projects/acme-churn-${name}/topics/churn-${name}-models` } },
    substitutions: { _ENVIRONMENT: '$(body.message.attributes.environment)' },
  });
}

/** One trigger of each kind, as the shipped builds have them. */
export const TRIGGERS: readonly DeliveryTrigger[] = [
  trigger('pr-checks', { event: { pullRequest: { branch: '^main$' } }, ignoredFiles: ['**/*.md'] }),
  trigger('pipeline-e2e', {
    event: { pullRequest: { branch: '^main$', waitsForComment: true } },
    account: 'e2e',
    includedFiles: ['pipelines/**'],
  }),
  trigger('components', { account: 'release', includedFiles: ['pipelines/**'] }),
  trigger('release', { account: 'release', event: { push: { tag: '^v[0-9].*' } } }),
  trigger('terraform-apply-dev', { account: { cd: 'dev' } }),
  trigger('terraform-apply-prod', {
    account: { cd: 'prod' },
    event: { push: { tag: '^v[0-9].*' } },
    approval: true,
    ignoredFiles: ['**/*.md'],
    build: build('terraform-apply-prod', '$COMMIT_SHA $SHORT_SHA $TAG_NAME'),
  }),
  promotes('dev'),
];

export function delivery(props: Partial<PipelineDeliveryProps> = {}, stack: TerraformStack = deliveryStack()) {
  const made = new PipelineDelivery(stack, 'Delivery', {
    environment: CICD,
    builder: 'cloudBuild',
    repository: SOURCE,
    branch: 'main',
    environments: [delivered('dev'), delivered('prod')],
    preStaging: 'dev',
    triggers: TRIGGERS,
    approvers: ['group:mle@acme.com'],
    state: { bucket: 'acme-churn-tfstate', prefix: 'churn' },
    ...props,
  });
  return { made, stack };
}

export const deliveryStack = () => testStack({ project: CICD.project });
