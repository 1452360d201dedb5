import { type Build, type BuildStep, defineBuild } from '../../../delivery/build';
import { IMAGES } from '../../../delivery/images';
import { type DeliveryFacts } from '../../../delivery/targets';
import { type DeliveryTrigger } from '../../../delivery/triggers';

export const FACTS: DeliveryFacts = {
  project: 'acme-churn-cicd',
  region: 'europe-west4',
  accounts: {
    ci: 'churn-cicd-ci@acme-churn-cicd.iam.gserviceaccount.com',
    e2e: 'churn-cicd-e2e@acme-churn-cicd.iam.gserviceaccount.com',
    release: 'churn-cicd-release@acme-churn-cicd.iam.gserviceaccount.com',
    cd: {
      dev: 'churn-cicd-cd-dev@acme-churn-cicd.iam.gserviceaccount.com',
      prod: 'churn-cicd-cd-prod@acme-churn-cicd.iam.gserviceaccount.com',
    },
    promote: {
      dev: 'churn-cicd-promote-dev@acme-churn-cicd.iam.gserviceaccount.com',
      prod: 'churn-cicd-promote-prod@acme-churn-cicd.iam.gserviceaccount.com',
    },
  },
  relay: {
    topic: 'projects/acme-churn-cicd/topics/churn-cicd-events',
    account: 'churn-cicd-ci@acme-churn-cicd.iam.gserviceaccount.com',
  },
  subscriptions: {
    'projects/acme-churn-dev/topics/churn-dev-models': 'projects/acme-churn-dev/subscriptions/churn-dev-cd',
    'projects/acme-churn-prod/topics/churn-prod-models': 'projects/acme-churn-prod/subscriptions/churn-prod-cd',
  },
};

/** A step in one of the kit's images. */
export const step = (
  id: string,
  tool: keyof typeof IMAGES,
  command: string,
  more: Partial<BuildStep> = {},
): BuildStep => ({
  id,
  name: IMAGES[tool],
  script: `#!/usr/bin/env bash\nset -euo pipefail\n${command}\n`,
  ...more,
});

/** A build whose steps read its substitutions. */
export const buildOf = (steps: readonly BuildStep[], substitutions: Build['substitutions'] = {}): Build =>
  defineBuild('fixture', {
    steps,
    timeout: '1800s',
    options: { logging: 'CLOUD_LOGGING_ONLY', automapSubstitutions: true },
    substitutions,
  });

const check = buildOf([
  step('install', 'node', 'npm ci'),
  step('lint', 'node', 'npm run lint', { waitFor: ['install'], timeout: '600s' }),
  step('report', 'node', 'echo "$SHORT_SHA of $_PR_NUMBER into $_BASE_BRANCH" > /workspace/report', {
    allowFailure: true,
  }),
]);

const push = buildOf(
  [
    step('install', 'node', 'npm ci'),
    step('image', 'docker', 'docker build --tag "$_IMAGES/components:$COMMIT_SHA" .', { dir: 'pipelines/image' }),
    step('digest', 'gcloud', 'gcloud artifacts docker images describe "$_IMAGES/components:$COMMIT_SHA"'),
    step('sizes', 'node', 'echo "$PLACE"', { env: ['PLACE=$_IMAGES for $$5'] }),
  ],
  { _IMAGES: 'europe-west4-docker.pkg.dev/p/r' },
);

const apply = buildOf(
  [
    step('terraform', 'terraform', 'mkdir -p .tools; cp "$(command -v terraform)" .tools/', {
      script: '#!/bin/sh\nset -eu\nmkdir -p .tools\ncp "$(command -v terraform)" .tools/\n',
    }),
    step('apply', 'node', 'for stack in $_STACKS; do npx cdktf deploy "$stack"; done'),
  ],
  { _STACKS: 'platform-dev' },
);

const roll = buildOf([step('promote', 'gcloud', 'echo "$_MODEL is $_MODEL_STATE in $_ENVIRONMENT"')], {
  _ENVIRONMENT: 'dev',
  _MODEL: '',
  _MODEL_STATE: '',
});

const plan = buildOf(
  [
    step('plan', 'node', 'echo "$BUILD_ID" > summary'),
    step('comment', 'gcloud', 'bash comment.sh summary "$_PULL_REQUESTS" "${_PR_NUMBER:-}"'),
  ],
  { _PULL_REQUESTS: '' },
);

const common = { description: 'A sentence about it.', substitutions: {} };
const noticed = { _MODEL: '$(body.message.attributes.model)', _MODEL_STATE: '$(body.message.attributes.state)' };
const imagesOfProduct = { _IMAGES: 'europe-west4-docker.pkg.dev/acme-churn-cicd/churn-cicd-images' };

/** One trigger of each kind. */
export const TRIGGERS: readonly DeliveryTrigger[] = [
  {
    ...common,
    key: 'pr-checks',
    file: 'cloudbuild/pr-checks.yaml',
    event: { pullRequest: { branch: '^main$' } },
    account: 'ci',
    ignoredFiles: ['docs/**', '**/*.md'],
    build: check,
  },
  {
    ...common,
    key: 'pipeline-e2e',
    file: 'cloudbuild/pipeline-e2e.yaml',
    event: { pullRequest: { branch: '^main$', waitsForComment: true } },
    account: 'e2e',
    includedFiles: ['pipelines/**'],
    build: check,
  },
  {
    ...common,
    key: 'terraform-plan-dev',
    file: 'cloudbuild/terraform-plan.yaml',
    event: { pullRequest: { branch: '^main$' } },
    account: 'ci',
    build: plan,
  },
  {
    ...common,
    key: 'components',
    file: 'cloudbuild/components.yaml',
    event: { push: { branch: '^main$' } },
    account: 'release',
    includedFiles: ['pipelines/**', 'package.json'],
    substitutions: imagesOfProduct,
    build: push,
  },
  {
    ...common,
    key: 'terraform-apply-dev',
    file: 'cloudbuild/terraform-apply.yaml',
    event: { push: { branch: '^main$' } },
    account: { cd: 'dev' },
    substitutions: { _STACKS: 'platform-dev models-dev-default' },
    build: apply,
  },
  {
    ...common,
    key: 'terraform-apply-prod',
    file: 'cloudbuild/terraform-apply.yaml',
    event: { push: { tag: '^v[0-9].*' } },
    account: { cd: 'prod' },
    substitutions: { _STACKS: 'platform-prod models-prod-default' },
    approval: true,
    build: apply,
  },
  {
    ...common,
    key: 'release',
    file: 'cloudbuild/release.yaml',
    event: { push: { tag: '^v[0-9].*' } },
    account: 'release',
    build: buildOf([step('publish', 'gcloud', 'echo "$TAG_NAME"')]),
  },
  {
    ...common,
    key: 'model-cd-dev',
    file: 'cloudbuild/model-cd.yaml',
    event: { message: { topic: 'projects/acme-churn-dev/topics/churn-dev-models' } },
    account: { promote: 'dev' },
    substitutions: { ...noticed, _ENVIRONMENT: 'dev' },
    build: roll,
  },
  {
    ...common,
    key: 'model-cd-prod',
    file: 'cloudbuild/model-cd.yaml',
    event: { message: { topic: 'projects/acme-churn-prod/topics/churn-prod-models' } },
    account: { promote: 'prod' },
    substitutions: { ...noticed, _ENVIRONMENT: 'prod' },
    build: roll,
  },
];

/** The trigger of that key, changed. */
export const changed = (key: string, change: Partial<DeliveryTrigger>): DeliveryTrigger => ({
  ...TRIGGERS.find((trigger) => trigger.key === key)!,
  ...change,
});
