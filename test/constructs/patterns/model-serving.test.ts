import { ModelServing, type ModelServingProps } from '../../../constructs/patterns/model-serving';
import { PredictorRole } from '../../../constructs/patterns/predictor-role';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { Template, testEnvironment, testStack } from '../../../testing';

const ENDPOINT = 'google_vertex_ai_endpoint';
const CRM = 'serviceAccount:crm@acme.iam.gserviceaccount.com';
const ENGINEERS = 'group:ml-engineers@acme.com';

function serving(props: Partial<ModelServingProps> = {}) {
  const stack = testStack();
  const made = new ModelServing(stack, 'ModelServing-churn', {
    environment: testEnvironment(),
    model: 'churn',
    machine: 'n1-standard-4',
    replicas: [1, 5],
    ...props,
  });
  return { stack, made, template: () => Template.fromStack(stack) };
}

test('a model costs four resources, and one for each caller and deployer', () => {
  expect(serving().template().byCapability('model-serving')).toHaveLength(4);
  const more = serving({ callers: [CRM], deployers: [ENGINEERS] });
  expect(more.template().byCapability('model-serving')).toHaveLength(6);
});

test('the endpoint has the number that the naming table gives the model', () => {
  const { naming } = testEnvironment();
  serving()
    .template()
    .hasResource(ENDPOINT, { name: naming.endpointId('churn'), display_name: 'churn dev serving churn' });
});

test('requests are logged to the table of the model in the predictions dataset', () => {
  const table = ModelServing.requestTableOf(testEnvironment(), 'churn');
  expect(table).toBe('bq://acme-churn-dev.churn_dev_predictions.churn_requests');
  serving()
    .template()
    .hasResource(ENDPOINT, {
      predict_request_response_logging_config: { bigquery_destination: { output_uri: table } },
    });
});

test('two models never share a request table: keys hold hyphens and no underscores', () => {
  const tables = ['a-b', 'ab', 'a-b-c', 'a'].map((model) => ModelServing.requestTableOf(testEnvironment(), model));
  expect(new Set(tables).size).toBe(4);
  expect(tables[0]).toMatch(/\.a_b_requests$/);
});

test('a public environment has a public endpoint, whatever projects are named', () => {
  serving({ consumerProjects: ['acme-crm'] })
    .template()
    .hasResource(ENDPOINT, { dedicated_endpoint_enabled: true, private_service_connect_config: undefined });
});

test('a private environment has a private endpoint, let open to the projects named', () => {
  serving({ environment: testEnvironment({ private: true }), consumerProjects: ['acme-crm'] })
    .template()
    .hasResource(ENDPOINT, {
      dedicated_endpoint_enabled: undefined,
      private_service_connect_config: { project_allowlist: ['acme-churn-dev', 'acme-crm'] },
    });
});

test('the serving account reads the artifacts of its model and writes logs, and has no other role', () => {
  const { template } = serving({ callers: [CRM], deployers: [ENGINEERS] });
  const [account] = template().resources('google_service_account');
  const member = `\${${account?.address}.member}`;
  const grants = ['google_project_iam_member', 'google_storage_bucket_iam_member', 'google_service_account_iam_member']
    .flatMap((type) => template().resources(type))
    .filter(({ properties }) => properties.member === member);
  expect(grants.map(({ properties }) => properties.role)).toEqual([
    'roles/logging.logWriter',
    'roles/storage.objectViewer',
  ]);
  template().hasResource('google_storage_bucket_iam_member', {
    bucket: testEnvironment().naming.name('bucket', 'models'),
    condition: { title: 'below churn/' },
  });
});

test('callers get the predictor role of the environment on this endpoint', () => {
  serving({ callers: [CRM, CRM] })
    .template()
    .hasResource('google_vertex_ai_endpoint_iam_member', {
      member: CRM,
      role: PredictorRole.roleNameOf(testEnvironment()),
    });
});

test('deployers may use the serving account of this model', () => {
  serving({ deployers: [ENGINEERS] })
    .template()
    .hasResource('google_service_account_iam_member', { member: ENGINEERS, role: 'roles/iam.serviceAccountUser' });
});

test('the order of callers moves no address', () => {
  const other = 'group:analysts@acme.com';
  const addresses = (callers: string[]) => serving({ callers }).template().addresses();
  expect(addresses([CRM, other])).toEqual(addresses([other, CRM]));
});

test('a shared account is used as it is: it reads the artifacts, and no account is made', () => {
  const servingAccount = ServiceAccount.fromEmail('shared@acme.iam.gserviceaccount.com');
  const { made, template } = serving({ servingAccount });
  template().resourceCountIs('google_service_account', 0);
  template().hasResource('google_storage_bucket_iam_member', { member: servingAccount.member });
  expect(made.deployCommand).toContain('--service-account=shared@acme.iam.gserviceaccount.com');
});

test('a key of the environment encrypts the endpoint', () => {
  const keyName = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
  serving({ encryptionKey: { keyName, ready: [] } })
    .template()
    .hasResource(ENDPOINT, { encryption_spec: { kms_key_name: keyName } });
});

test('in an environment that is not protected the endpoint may be destroyed', () => {
  const { properties } = serving({ environment: testEnvironment({ protect: false }) })
    .template()
    .hasResource(ENDPOINT);
  expect(properties.lifecycle).toEqual({ ignore_changes: ['traffic_split'] });
});

test('the command deploys a registered model by hand, as the serving account', () => {
  const { made } = serving();
  expect(made.deployCommand).toBe(
    `gcloud ai endpoints deploy-model ${testEnvironment().naming.endpointId('churn')} --project=acme-churn-dev ` +
      '--region=europe-west4 --model=MODEL_ID --display-name=churn --machine-type=n1-standard-4 ' +
      '--min-replica-count=1 --max-replica-count=5 ' +
      '--service-account=churn-dev-serving-churn@acme-churn-dev.iam.gserviceaccount.com --traffic-split=0=100',
  );
  expect(made.artifactUri).toBe(`gs://${testEnvironment().naming.name('bucket', 'models')}/churn/`);
});

test.each([
  [[3, 2] as const, 'replicas [3, 2] are not valid: [fewest, most], whole numbers, 1 <= fewest <= most'],
  [[0, 2] as const, 'replicas [0, 2] are not valid: [fewest, most], whole numbers, 1 <= fewest <= most'],
])('replicas %p are refused', (replicas, problem) => {
  expect(() => serving({ replicas })).toThrow(`stack/ModelServing-churn: ${problem}`);
});

test('the predictor role holds the permission to predict and no other', () => {
  const stack = testStack();
  new PredictorRole(stack, 'PredictorRole', { environment: testEnvironment() });
  const { properties } = Template.fromStack(stack).hasResource('google_project_iam_custom_role');
  expect(properties.permissions).toEqual(['aiplatform.endpoints.predict']);
  expect(PredictorRole.roleNameOf(testEnvironment())).toBe(`projects/acme-churn-dev/roles/${properties.role_id}`);
});
