import { type TerraformResource } from 'cdktf';
import { SourceInstance, type SourceInstanceProps } from '../../../constructs/source/source-instance';
import { Tensorboard } from '../../../constructs/vertex-ai/tensorboard';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const TYPE = 'google_secure_source_manager_instance';

function instance(props: Partial<SourceInstanceProps> = {}) {
  const stack = testStack({ labels: { team: 'retention' } });
  const made = new SourceInstance(stack, 'Source', {
    instanceId: 'churn-dev-source',
    project: 'acme-churn-dev',
    location: 'europe-west4',
    ...props,
  });
  return { made, stack, template: () => readableTemplate(stack) };
}

test('is protected by Terraform and by the provider', () => {
  instance()
    .template()
    .hasResource(TYPE, {
      instance_id: 'churn-dev-source',
      project: 'acme-churn-dev',
      location: 'europe-west4',
      kms_key: undefined,
      deletion_policy: 'PREVENT',
      lifecycle: { prevent_destroy: true },
    });
});

test('can be left unprotected', () => {
  instance({ protect: false })
    .template()
    .hasResource(TYPE, { deletion_policy: 'DELETE', lifecycle: { prevent_destroy: undefined } });
});

test('gets its labels once: another label does not replace it', () => {
  instance()
    .template()
    .hasResource(TYPE, { labels: { team: 'retention' }, lifecycle: { ignore_changes: ['labels'] } });
});

test('answers at a public address unless it has a certificate authority pool', () => {
  instance().template().hasResource(TYPE, { private_config: undefined });
  const caPool = 'projects/p/locations/europe-west4/caPools/c';
  instance({ caPool })
    .template()
    .hasResource(TYPE, { private_config: { is_private: true, ca_pool: caPool } });
});

test('is encrypted with the key it is given', () => {
  instance({ encryptionKey: { keyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k', ready: [] } })
    .template()
    .hasResource(TYPE, { kms_key: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' });
});

test('is made after what it is told to wait for', () => {
  const stack = testStack();
  const first = new Tensorboard(stack, 'First', { displayName: 'f', project: 'p', region: 'r' });
  const createAfter = [first.node.defaultChild as TerraformResource];
  new SourceInstance(stack, 'Source', { instanceId: 'i', project: 'p', location: 'l', createAfter });
  expect(readableTemplate(stack).reachableFrom('google_secure_source_manager_instance.Source')).toEqual([
    'google_vertex_ai_tensorboard.First',
  ]);
});

test('lets somebody in without letting them see a repository', () => {
  const { made, template } = instance();
  made.grantAccess('ds', 'group:ds@acme.com');
  template().hasResource('google_secure_source_manager_instance_iam_member', {
    instance_id: '${google_secure_source_manager_instance.Source.instance_id}',
    location: 'europe-west4',
    project: 'acme-churn-dev',
    role: 'roles/securesourcemanager.instanceAccessor',
    member: 'group:ds@acme.com',
  });
});

test('says where people open it', () => {
  const { made, stack } = instance();
  expect(resolved(stack, made.webUrl)).toBe(
    '${try("https://${google_secure_source_manager_instance.Source.host_config[0].html}", "")}',
  );
});

test('its L1 is the default child', () => {
  const { made, template } = instance();
  (made.node.defaultChild as TerraformResource).addOverride('timeouts.create', '2h');
  template().hasResource(TYPE, { timeouts: { create: '2h' } });
});

test('one that exists already is named without a resource', () => {
  expect(SourceInstance.fromInstanceId('p', 'l', 'i').instanceName).toBe('projects/p/locations/l/instances/i');
});

test.each([
  [{ caPool: 'my-pool' }, 'caPool "my-pool" is not of the form projects/PROJECT/locations/REGION/caPools/NAME'],
  [
    { instanceId: '1st' },
    'sourceInstance name "1st" is not valid: lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen',
  ],
])('refuses %j', (props, problem) => {
  expect(() => instance(props)).toThrow(`stack/Source: ${problem}`);
});
