import { type Environment } from '../../../constructs/core/environment';
import { Dataset } from '../../../constructs/bigquery/dataset';
import { Network } from '../../../constructs/network/network';
import { ExperimentWorkspace, type ExperimentWorkspaceProps } from '../../../constructs/patterns/experiment-workspace';
import { sourceServices } from '../../../constructs/patterns/source-code';
import { ProjectServices } from '../../../constructs/project/project-services';
import { Bucket } from '../../../constructs/storage/bucket';
import { Template, testEnvironment, testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const NETWORK = Network.fromNetworkIds('projects/p/global/networks/n', 'projects/p/regions/r/subnetworks/s');
const ANN = { owner: 'user:ann@acme.com' };
const TEAM = { users: ['user:bob@acme.com', 'user:eve@acme.com'] };
const PROJECT_AND_LOCATION = { project: 'acme-churn-dev', location: 'europe-west4' };

const key = (name: string) => ({ keyName: `projects/p/locations/l/keyRings/r/cryptoKeys/${name}`, ready: [] });

function workspace(
  props: Partial<ExperimentWorkspaceProps> = {},
  environment: Environment = testEnvironment(),
  stack = testStack(),
) {
  const services = new ProjectServices(stack, 'Services', {
    project: environment.project,
    services: [
      ...ExperimentWorkspace.INFO.services,
      ...sourceServices(props.source ?? { host: 'none' }, environment),
      ...['iam', 'cloudresourcemanager', 'storage', 'bigquery'].map((name) => `${name}.googleapis.com`),
    ],
  });
  const made = new ExperimentWorkspace(stack, 'Workspace', { environment, network: NETWORK, services, ...props });
  return { made, stack, template: () => readableTemplate(stack) };
}

/** Role and member of every grant in the workspace, as the stack writes them. */
const grants = (template: Template, type: string) =>
  template.resources(type).map(({ properties: { role, member } }) => [role, member]);

describe('without options', () => {
  test('is a metadata store and a TensorBoard, and nothing else', () => {
    const { stack } = workspace();
    const types = Template.fromStack(stack)
      .byCapability('experiment-workspace')
      .map(({ type }) => type);
    expect(types).toEqual(['google_vertex_ai_metadata_store', 'google_vertex_ai_tensorboard']);
  });

  test('says the names of what it made', () => {
    const { made, stack } = workspace();
    expect(resolved(stack, made.metadataStoreName)).toBe(
      '${google_vertex_ai_metadata_store.Workspace_MetadataStore.id}',
    );
    expect(made.consoleUrl).toBe(
      'https://console.cloud.google.com/vertex-ai/workbench/instances?project=acme-churn-dev',
    );
    expect(made.workbenches.size).toBe(0);
    expect(made.sourceCode.cloneUrl).toBeUndefined();
  });
});

test('can do without a TensorBoard', () => {
  const { made, template } = workspace({ tensorboard: false });
  template().resourceCountIs('google_vertex_ai_tensorboard', 0);
  expect(made.tensorboardName).toBeUndefined();
});

test('takes over the metadata store of a project that ran pipelines before', () => {
  expect(workspace({ adoptMetadataStore: true }).template().normalized()).toHaveProperty('import');
});

test('nothing of it is protected in an ephemeral environment', () => {
  const { template } = workspace({ workbenches: { ann: ANN } }, testEnvironment({ protect: false }));
  expect(JSON.stringify(template().normalized())).not.toContain('prevent_destroy');
});

test('keys of one’s own reach everything that supports them', () => {
  const { template } = workspace({
    workbenches: { ann: ANN },
    source: { host: 'secureSourceManager' },
    encryption: { vertexAi: key('vertex'), workbench: key('disks'), source: key('source') },
  });
  const vertex = { encryption_spec: { kms_key_name: key('vertex').keyName } };
  template().hasResource('google_vertex_ai_metadata_store', vertex);
  template().hasResource('google_vertex_ai_tensorboard', vertex);
  template().hasResource('google_workbench_instance', { gce_setup: { boot_disk: { kms_key: key('disks').keyName } } });
  template().hasResource('google_secure_source_manager_instance', { kms_key: key('source').keyName });
});

describe('its workbenches', () => {
  test('are kept under the keys of the user', () => {
    const { made, template } = workspace({ workbenches: { ann: ANN, 'retention-team': TEAM } });
    expect([...made.workbenches.keys()]).toEqual(['ann', 'retention-team']);
    expect(
      template()
        .resources('google_workbench_instance')
        .map((resource) => resource.address),
    ).toEqual([
      'google_workbench_instance.Workspace_Workbench-ann_Instance',
      'google_workbench_instance.Workspace_Workbench-retention-team_Instance',
    ]);
  });

  test('keep their addresses when another one is added before them', () => {
    const addresses = (workbenches: ExperimentWorkspaceProps['workbenches']) =>
      Template.fromStack(workspace({ workbenches }).stack).addresses();
    expect(addresses({ al: TEAM, ann: ANN })).toEqual(expect.arrayContaining(addresses({ ann: ANN })));
  });

  test('may use Vertex AI and run queries on the project, and no more', () => {
    const { template } = workspace({ workbenches: { ann: ANN } });
    const account = '${google_service_account.Workspace_Workbench-ann_Account.member}';
    const ofAccount = grants(template(), 'google_project_iam_member').filter(([, member]) => member === account);
    expect(ofAccount).toEqual([
      ['roles/aiplatform.user', account],
      ['roles/bigquery.jobUser', account],
    ]);
  });

  test('reach exactly the stores that they are given', () => {
    const stack = testStack();
    const bucket = new Bucket(stack, 'Data', { bucketName: 'acme-churn-dev-data', ...PROJECT_AND_LOCATION });
    const dataset = new Dataset(stack, 'Raw', { datasetId: 'raw', description: 'd', ...PROJECT_AND_LOCATION });
    const props = { workbenches: { ann: ANN }, reads: [dataset], writes: [bucket] };
    const template = workspace(props, testEnvironment(), stack).template();
    const account = '${google_service_account.Workspace_Workbench-ann_Account.member}';
    expect(grants(template, 'google_storage_bucket_iam_member')).toEqual([['roles/storage.objectUser', account]]);
    expect(grants(template, 'google_bigquery_dataset_iam_member')).toEqual([['roles/bigquery.dataViewer', account]]);
  });

  test('can be woken and stopped by who uses them, but not deleted', () => {
    const { template } = workspace({ workbenches: { ann: ANN } });
    const { properties } = template().hasResource('google_project_iam_custom_role', {
      role_id: 'churn_dev_workbenchoperator',
    });
    expect(properties.permissions).toEqual([
      'notebooks.instances.get',
      'notebooks.instances.getHealth',
      'notebooks.instances.reset',
      'notebooks.instances.start',
      'notebooks.instances.stop',
    ]);
    expect(grants(template(), 'google_workbench_instance_iam_member')).toEqual([
      ['${google_project_iam_custom_role.Workspace_WorkbenchOperator.name}', 'user:ann@acme.com'],
    ]);
  });
});

describe('its source repository', () => {
  test('is pushed to by developers and notebooks', () => {
    const { template } = workspace({
      source: { host: 'secureSourceManager' },
      developers: ['group:ds@acme.com', 'group:ds@acme.com'],
      workbenches: { ann: ANN },
    });
    const account = '${google_service_account.Workspace_Workbench-ann_Account.member}';
    expect(grants(template(), 'google_secure_source_manager_repository_iam_member')).toEqual([
      ['roles/securesourcemanager.repoWriter', 'group:ds@acme.com'],
      ['roles/securesourcemanager.repoWriter', account],
    ]);
    expect(grants(template(), 'google_secure_source_manager_instance_iam_member')).toEqual([
      ['roles/securesourcemanager.instanceAccessor', 'group:ds@acme.com'],
      ['roles/securesourcemanager.instanceAccessor', account],
    ]);
  });
});
