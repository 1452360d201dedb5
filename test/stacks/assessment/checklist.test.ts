import { CHECKLIST } from '../../../stacks/assessment/assess';
import { type JsonObject, objectOf } from '../../../stacks/level-move/terraform-stack';
import { assessed, type Files, idsOf, itemsOf } from './assessed';
import { FOREIGN_FILES, foreignStack } from './foreign-estate';

const levelOf = (id: string): number => CHECKLIST.find((item) => item.id === id)!.level;

test.each([0, 1, 2])('an estate of somebody else that has all of level %i meets it, and not the next', (level) => {
  const assessment = assessed(foreignStack(level), FOREIGN_FILES);
  expect(assessment).toMatchObject({ level, unseen: 0 });
  expect(idsOf(assessment, 'missing').filter((id) => levelOf(id) <= level)).toEqual([]);
});

test('nothing meets no level', () => {
  expect(assessed({ resource: {} }, {}).level).toBeNull();
});

/** One resource of the estate, to be changed in place. */
type Damage = (
  of: (address: string) => JsonObject,
  remove: (...addresses: string[]) => void,
  files: Record<string, string>,
) => void;

const COMPILED = 'google_storage_bucket_object.train';
const rename =
  (from: string): Damage =>
  (of) => {
    const object = of(COMPILED);
    object.content = (object.content as string).replace(from, 'something');
  };
const reword =
  (path: string, from: string): Damage =>
  (_of, _remove, files) => {
    files[path] = files[path]!.replace(from, 'something');
  };
const COMMITS = ['google_cloudbuild_trigger.pull_requests', 'google_cloudbuild_trigger.release'];

/** What takes each required item away, and nothing else. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  workspace: (_, remove) => remove('google_workbench_instance.ann'),
  data: (_, remove) => remove('google_storage_bucket.lake', 'google_storage_bucket.audit'),
  images: (of) => (of('google_artifact_registry_repository.docker').format = 'MAVEN'),
  registry: (of) => (of('google_project_service.vertex').service = 'compute.googleapis.com'),
  serving: (_, remove) => remove('google_vertex_ai_endpoint.lab', 'google_vertex_ai_endpoint.shop'),
  automation: (of) => (of('google_service_account_iam_member.starts').role = 'roles/iam.serviceAccountViewer'),
  templates: (of) => Object.assign(of(COMPILED), { name: 'notes.txt', content: 'components:\n  comp-schema: {}\n' }),
  'data-validation': rename('check-schema'),
  'model-validation': rename('evaluate-model'),
  'model-delivery': rename('model-upload'),
  trigger: (_, remove) => remove('google_cloud_scheduler_job.nightly'),
  metadata: (_, remove) => remove('google_vertex_ai_metadata_store.lab'),
  monitoring: (of) => (of('google_monitoring_alert_policy.drift').conditions = [{ display_name: 'latency' }]),
  source: (_, remove) => remove('google_cloudbuildv2_repository.code'),
  ci: (of) => {
    for (const address of COMMITS) {
      delete of(address).repository_event_config;
      of(address).pubsub_config = [{ topic: 'projects/acme-tools/topics/by-hand' }];
    }
  },
  accounts: (of) => {
    of(COMMITS[0]!).service_account = '${google_service_account.deployer.id}';
  },
  environments: (of) => {
    for (const address of ['google_vertex_ai_endpoint.shop', 'google_vertex_ai_tensorboard.shop'])
      of(address).project = 'acme-lab';
  },
  deployment: (of) => (of('google_project_iam_member.deploys').role = 'roles/aiplatform.viewer'),
  'pushed-images': (of) =>
    (of('google_artifact_registry_repository_iam_member.pushes').role = 'roles/artifactregistry.reader'),
  approval: (of) => (of(COMMITS[1]!).approval_config = [{ approval_required: false }]),
  promotion: (of) => (of('google_pubsub_topic_iam_member.announces').member = 'group:everybody@acme.com'),
  'ci-tests': reword('ci/checks.yaml', 'pytest'),
  'ci-training': reword('ci/checks.yaml', 'convergence'),
  'ci-artifacts': reword('ci/checks.yaml', 'artifacts'),
  'pre-staging': reword('ci/release.yaml', 'pipelineJobs'),
  'cd-service': (of) => (of('google_cloudbuild_trigger.promote').build = [{ step: [{ script: 'deploy' }] }]),
};

test('every required item is damaged once', () => {
  const required = CHECKLIST.filter((item) => item.required).map(({ id }) => id);
  expect(Object.keys(DAMAGES)).toEqual(required);
});

test.each(Object.entries(DAMAGES))('without what makes it, exactly %s is named', (id, damage) => {
  const json = structuredClone(foreignStack(2));
  const files: Record<string, string> = { ...FOREIGN_FILES };
  const byType = (address: string) => objectOf(objectOf(json.resource)[address.split('.')[0]!]);
  const of = (address: string) => byType(address)[address.split('.')[1]!] as JsonObject;
  const remove = (...addresses: string[]) =>
    addresses.forEach((address) => delete byType(address)[address.split('.')[1]!]);
  damage(of, remove, files);
  const assessment = assessed(json, files as Files);
  const isFoundOut = !ALSO_MADE_BY_GOOGLE.includes(id);
  expect(idsOf(assessment, 'missing')).toEqual(isFoundOut ? [id] : []);
  expect(idsOf(assessment, 'unseen')).toEqual(isFoundOut ? (FOLLOWS[id] ?? []) : [id]);
  const below = levelOf(id) === 0 ? null : levelOf(id) - 1;
  expect(assessment.level).toBe(isFoundOut ? below : 2);
});

/** Google makes them by itself when they are first needed: what is missing in Terraform may be there. */
const ALSO_MADE_BY_GOOGLE = ['registry', 'metadata'];
/** What cannot be looked into when the item is not there. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  templates: ['data-validation', 'model-validation', 'model-delivery'],
};

test('what builds do cannot be seen without their files, and is not called met', () => {
  const assessment = assessed(foreignStack(2));
  expect(assessment).toMatchObject({ level: 2, unseen: 4 });
  expect(idsOf(assessment, 'unseen')).toEqual(['ci-tests', 'ci-training', 'ci-artifacts', 'pre-staging']);
  expect(itemsOf(assessment).find(({ id }) => id === 'ci-tests')).toMatchObject({
    evidence: [],
    unseen: expect.stringContaining('files are not in what was given') as string,
  });
});

test('a file that a trigger names and that is not there tests nothing', () => {
  expect(idsOf(assessed(foreignStack(2), {}), 'missing')).toEqual([
    'ci-tests',
    'ci-training',
    'ci-artifacts',
    'pre-staging',
  ]);
});

test('what a level can do without is optional, and there when it is', () => {
  const json = foreignStack(2);
  expect(idsOf(assessed(json, FOREIGN_FILES), 'optional')).toContain('feature-store');
  Object.assign(objectOf(json.resource), { google_vertex_ai_feature_group: { people: { name: 'people' } } });
  expect(itemsOf(assessed(json, FOREIGN_FILES)).find(({ id }) => id === 'feature-store')).toMatchObject({
    status: 'met',
    evidence: ['main/google_vertex_ai_feature_group.people'],
  });
});
