/** An estate that somebody else wrote: nothing of it is named or built as the kit does. */
import { type JsonObject } from '../../../stacks/level-move/terraform-stack';
import { type Arguments, stackJson } from '../level-move/stacks';

const [LAB, SHOP, TOOLS] = ['acme-lab', 'acme-shop', 'acme-tools'];
const account = (project: string, account_id: string) => ({ project, account_id });
const role = (project: string, role: string, member: string) => ({ project, role, member });
const sa = (id: string) => `serviceAccount:\${google_service_account.${id}.email}`;
const actAs = (id: string, member: string) => ({
  service_account_id: `\${google_service_account.${id}.name}`,
  role: 'roles/iam.serviceAccountUser',
  member,
});

const LEVEL_0: Arguments = {
  'google_workbench_instance.ann': { name: 'ann', project: LAB, location: 'europe-west1-b' },
  'google_storage_bucket.lake': { name: 'acme-lake', project: LAB, location: 'EU' },
  'google_storage_bucket.audit': { name: 'acme-audit', project: LAB, location: 'EU' },
  'google_artifact_registry_repository.docker': {
    ...{ project: TOOLS, location: 'europe-west1', repository_id: 'docker', format: 'docker' },
  },
  'google_project_service.vertex': { project: LAB, service: 'aiplatform.googleapis.com' },
  'google_vertex_ai_endpoint.lab': {
    ...{ name: '123456789', display_name: 'lab', location: 'europe-west1', project: LAB },
  },
};

const COMPILED = `components:
  comp-check-schema: {}
  comp-evaluate-model: {}
  comp-model-upload: {}
pipelineInfo:
  name: train
`;

const LEVEL_1: Arguments = {
  'google_service_account.runner': account(LAB, 'runner'),
  'google_service_account.starter': account(LAB, 'starter'),
  'google_project_iam_member.runner': role(LAB, 'roles/aiplatform.user', sa('runner')),
  'google_service_account_iam_member.starts': actAs('runner', sa('starter')),
  'google_cloudfunctions2_function.start': {
    ...{ name: 'start', location: 'europe-west1', project: LAB },
    service_config: [{ service_account_email: '${google_service_account.starter.email}' }],
  },
  'google_storage_bucket_object.train': { bucket: 'acme-lake', name: 'train.yaml', content: COMPILED },
  'google_pubsub_topic.start': { name: 'start', project: LAB },
  'google_cloud_scheduler_job.nightly': {
    ...{ name: 'nightly', schedule: '0 4 * * *', project: LAB, region: 'europe-west1' },
    pubsub_target: [{ topic_name: '${google_pubsub_topic.start.id}', data: 'e30=' }],
  },
  'google_vertex_ai_metadata_store.lab': {
    name: 'default',
    region: 'europe-west1',
    project: LAB,
    provider: 'google-beta',
  },
  'google_monitoring_alert_policy.drift': {
    ...{ display_name: 'drift', project: LAB, combiner: 'OR' },
    conditions: [
      {
        display_name: 'drift',
        condition_threshold: [
          {
            ...{ comparison: 'COMPARISON_GT', duration: '0s' },
            filter: 'metric.type="custom.googleapis.com/drift" resource.type="global"',
          },
        ],
      },
    ],
  },
};

const trigger = (name: string, id: string, rest: JsonObject) => ({
  ...{ name, project: TOOLS, location: 'europe-west1', ...rest },
  service_account: `\${google_service_account.${id}.id}`,
});
const onCommit = (event: JsonObject) => ({
  repository_event_config: [{ repository: 'projects/x/repositories/code', ...event }],
});

const LEVEL_2: Arguments = {
  'google_cloudbuildv2_repository.code': {
    ...{ name: 'code', parent_connection: 'projects/acme-tools/locations/europe-west1/connections/github' },
    ...{ remote_uri: 'https://github.com/acme/code.git', project: TOOLS, location: 'europe-west1' },
  },
  'google_vertex_ai_endpoint.shop': {
    ...{ name: '987654321', display_name: 'shop', location: 'europe-west1', project: SHOP },
  },
  'google_vertex_ai_tensorboard.shop': { display_name: 'shop', region: 'europe-west1', project: SHOP },
  'google_service_account.tester': account(TOOLS, 'tester'),
  'google_service_account.deployer': account(TOOLS, 'deployer'),
  'google_cloudbuild_trigger.pull_requests': trigger('pull-requests', 'tester', {
    ...onCommit({ pull_request: [{ branch: '^main$' }] }),
    filename: 'ci/checks.yaml',
  }),
  'google_cloudbuild_trigger.release': trigger('release', 'deployer', {
    ...onCommit({ push: [{ tag: '^v' }] }),
    filename: 'ci/release.yaml',
    approval_config: [{ approval_required: true }],
  }),
  'google_pubsub_topic.models': { name: 'models', project: LAB },
  'google_pubsub_topic_iam_member.announces': {
    ...{
      project: LAB,
      topic: '${google_pubsub_topic.models.id}',
      role: 'roles/pubsub.publisher',
      member: sa('runner'),
    },
  },
  'google_cloudbuild_trigger.promote': trigger('promote', 'deployer', {
    pubsub_config: [{ topic: '${google_pubsub_topic.models.id}' }],
    build: [{ step: [{ name: 'gcloud', script: 'test-predictions --p95 300' }] }],
  }),
  'google_project_iam_member.deploys': role(SHOP, 'roles/aiplatform.admin', sa('deployer')),
  'google_artifact_registry_repository_iam_member.pushes': {
    ...{ project: TOOLS, location: 'europe-west1', repository: 'docker' },
    ...{ role: 'roles/artifactregistry.writer', member: sa('deployer') },
  },
};

const LEVELS = [LEVEL_0, LEVEL_1, LEVEL_2];

/** The Terraform JSON of the estate at a level. */
export const foreignStack = (level: number): JsonObject =>
  stackJson(Object.assign({}, ...LEVELS.slice(0, level + 1)) as Arguments);

/** What is in the repository that its triggers name. */
export const FOREIGN_FILES: Readonly<Record<string, string>> = {
  'ci/checks.yaml':
    'steps:\n- name: python\n  script: |\n    pytest features\n    python -m judge convergence\n    python -m judge artifacts\n',
  'ci/release.yaml': 'steps:\n- name: gcloud\n  script: curl .../pipelineJobs\n',
};
