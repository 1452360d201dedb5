import { TerraformOutput, TerraformVariable } from 'cdktf';
import { Endpoint, type EndpointProps } from '../../../constructs/vertex-ai/endpoint';
import { Template, testStack } from '../../../testing';

const ENDPOINT = 'google_vertex_ai_endpoint';
const PROPS: EndpointProps = {
  endpointId: '1234567890',
  displayName: 'churn',
  project: 'acme-churn-dev',
  location: 'europe-west4',
  access: 'public',
  requestLogging: { table: 'bq://acme-churn-dev.predictions.churn_requests' },
};

function endpoint(props: Partial<EndpointProps> = {}) {
  const stack = testStack();
  const made = new Endpoint(stack, 'Endpoint', { ...PROPS, ...props });
  return { stack, made, properties: () => Template.fromStack(stack).hasResource(ENDPOINT).properties };
}

test('a public endpoint has a host of its own and no private service connect', () => {
  expect(endpoint().properties()).toMatchObject({ dedicated_endpoint_enabled: true });
  expect(endpoint().properties()).not.toHaveProperty('private_service_connect_config');
});

test('a public endpoint tells where predictions are asked for, whether or not Google puts a scheme before the host', () => {
  const { stack, made } = endpoint();
  new TerraformOutput(stack, 'url', { value: made.predictUrl });
  expect(Template.fromStack(stack).resource('output.url').properties.value).toBe(
    'https://${trimprefix(google_vertex_ai_endpoint.Endpoint_EEF1FD8F.dedicated_endpoint_dns, "https://")}' +
      '/v1/projects/acme-churn-dev/locations/europe-west4/endpoints/1234567890:predict',
  );
});

test('a private endpoint lets in its own project first, then the others in order, each once', () => {
  const access = { consumerProjects: ['acme-web', 'acme-crm', 'acme-churn-dev', 'acme-web'] };
  expect(endpoint({ access }).properties()).toMatchObject({
    private_service_connect_config: {
      enable_private_service_connect: true,
      project_allowlist: ['acme-churn-dev', 'acme-crm', 'acme-web'],
    },
  });
});

test('a private endpoint asks IAM about every request, which the beta API alone does', () => {
  expect(endpoint({ access: { consumerProjects: [] } }).properties()).toMatchObject({
    provider: 'google-beta',
    private_service_connect_config: { enable_secure_private_service_connect: true },
  });
});

test('a private endpoint has no host, and Terraform gets no argument that conflicts with it', () => {
  const { made, properties } = endpoint({ access: { consumerProjects: [] } });
  expect(made.predictUrl).toBeUndefined();
  expect(properties()).not.toHaveProperty('dedicated_endpoint_enabled');
});

test('every request is logged to the table unless a share is named', () => {
  const destination = { bigquery_destination: { output_uri: 'bq://acme-churn-dev.predictions.churn_requests' } };
  expect(endpoint().properties()).toMatchObject({
    predict_request_response_logging_config: { enabled: true, sampling_rate: 1, ...destination },
  });
  const sampled = endpoint({ requestLogging: { ...PROPS.requestLogging, sampling: 0.25 } });
  expect(sampled.properties()).toMatchObject({ predict_request_response_logging_config: { sampling_rate: 0.25 } });
});

test('the traffic split is left to whoever rolls models out', () => {
  expect(endpoint().properties()).toMatchObject({ lifecycle: { ignore_changes: ['traffic_split'] } });
  expect(endpoint().properties()).not.toHaveProperty('traffic_split');
});

test('an endpoint refuses to be destroyed unless it is not protected', () => {
  expect(endpoint().properties()).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(endpoint({ protect: false }).properties()).toMatchObject({ lifecycle: { ignore_changes: ['traffic_split'] } });
  expect(endpoint({ protect: false }).properties()).not.toMatchObject({ lifecycle: { prevent_destroy: true } });
});

test('a key encrypts the endpoint, which waits for what makes the key usable', () => {
  const stack = testStack();
  const ready = new TerraformVariable(stack, 'grant', {});
  const keyName = 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k';
  new Endpoint(stack, 'Endpoint', { ...PROPS, encryptionKey: { keyName, ready: [ready] } });
  Template.fromStack(stack).hasResource(ENDPOINT, {
    encryption_spec: { kms_key_name: keyName },
    depends_on: ['var.grant'],
  });
});

test('a grant to predict is on this endpoint alone, with the role given', () => {
  const { stack, made } = endpoint();
  made.grantPredict(
    'crm',
    'serviceAccount:crm@acme.iam.gserviceaccount.com',
    'projects/acme-churn-dev/roles/predictor',
  );
  Template.fromStack(stack).hasResource('google_vertex_ai_endpoint_iam_member', {
    provider: 'google-beta',
    endpoint: '${google_vertex_ai_endpoint.Endpoint_EEF1FD8F.name}',
    location: 'europe-west4',
    project: 'acme-churn-dev',
    member: 'serviceAccount:crm@acme.iam.gserviceaccount.com',
    role: 'projects/acme-churn-dev/roles/predictor',
  });
});

test('an endpoint that is managed elsewhere is known by its number and makes no resource', () => {
  expect(Endpoint.fromEndpointId('p', 'europe-west4', '42')).toEqual({
    endpointId: '42',
    project: 'p',
    location: 'europe-west4',
    endpointName: 'projects/p/locations/europe-west4/endpoints/42',
    predictPath: '/v1/projects/p/locations/europe-west4/endpoints/42:predict',
  });
});

test('the resource is reached as the default child, to set what has no prop', () => {
  const { made, properties } = endpoint();
  (made.node.defaultChild as unknown as { description: string }).description = 'set from outside';
  expect(properties()).toMatchObject({ description: 'set from outside' });
});

test.each<[string, Partial<EndpointProps>, string]>([
  ['a zero in front', { endpointId: '012' }, 'endpoint id "012" is not valid: 1 to 10 digits without a leading zero'],
  ['a word as id', { endpointId: 'churn' }, 'endpoint id "churn" is not valid: 1 to 10 digits without a leading zero'],
  [
    'eleven digits',
    { endpointId: '12345678901' },
    'endpoint id "12345678901" is not valid: 1 to 10 digits without a leading zero',
  ],
  ['no display name', { displayName: '' }, 'display name "" has 0 characters: 1 to 128 are allowed'],
  [
    'a dataset for a table',
    { requestLogging: { table: 'bq://acme.predictions' } },
    'request logging table "bq://acme.predictions" is not valid: bq://PROJECT.DATASET.TABLE',
  ],
  [
    'no sampling',
    { requestLogging: { ...PROPS.requestLogging, sampling: 0 } },
    'request logging sampling 0 is not valid: above 0 and at most 1',
  ],
])('%s is refused', (_, props, problem) => {
  expect(() => endpoint(props)).toThrow(`stack/Endpoint: ${problem}`);
});

test('every mistake is named at once', () => {
  expect(() => endpoint({ endpointId: '0', displayName: '' })).toThrow(/endpoint id "0".*; display name ""/);
});

test('values that Terraform knows later are accepted', () => {
  const stack = testStack();
  const later = new TerraformVariable(stack, 'later', { type: 'string' }).stringValue;
  new Endpoint(stack, 'Endpoint', {
    ...PROPS,
    endpointId: later,
    displayName: later,
    requestLogging: { table: later },
  });
  Template.fromStack(stack).hasResource(ENDPOINT, { name: '${var.later}', display_name: '${var.later}' });
});
