import { CaPool, type CaPoolProps } from '../../../constructs/privateca/ca-pool';
import { Template, testStack } from '../../../testing';

const PROPS: CaPoolProps = {
  caPoolId: 'churn-dev-source',
  certificateAuthorityId: 'churn-dev-root',
  project: 'acme-churn-dev',
  location: 'europe-west4',
  organization: 'Acme',
};

function pool(props: Partial<CaPoolProps> = {}) {
  const stack = testStack();
  const made = new CaPool(stack, 'Pool', { ...PROPS, ...props });
  return { made, template: () => Template.fromStack(stack) };
}

test('a pool is of the cheap tier and publishes its certificate', () => {
  pool()
    .template()
    .hasResource('google_privateca_ca_pool', {
      name: 'churn-dev-source',
      tier: 'DEVOPS',
      publishing_options: { publish_ca_cert: true, publish_crl: false },
    });
});

test('the enterprise tier publishes a revocation list too', () => {
  pool({ tier: 'ENTERPRISE' })
    .template()
    .hasResource('google_privateca_ca_pool', {
      publishing_options: { publish_ca_cert: true, publish_crl: true },
    });
});

test('its authority signs itself, is a root for servers, and cannot be deleted', () => {
  const { template } = pool();
  const { properties } = template().hasResource('google_privateca_certificate_authority', {
    certificate_authority_id: 'churn-dev-root',
    type: 'SELF_SIGNED',
    deletion_protection: true,
    skip_grace_period: false,
  });
  expect(properties.config).toMatchObject({
    subject_config: { subject: { organization: 'Acme', common_name: 'churn-dev-root' } },
    x509_config: { ca_options: { is_ca: true }, key_usage: { extended_key_usage: { server_auth: true } } },
  });
});

test('without protection the authority goes at once, with what it issued', () => {
  pool({ protect: false }).template().hasResource('google_privateca_certificate_authority', {
    deletion_protection: false,
    ignore_active_certificates_on_deletion: true,
    skip_grace_period: true,
  });
});

test('a grant lets a service ask this pool for certificates', () => {
  const { made, template } = pool();
  made.grantRequest('source', 'serviceAccount:agent@example.iam.gserviceaccount.com');
  template().hasResource('google_privateca_ca_pool_iam_member', {
    role: 'roles/privateca.certificateRequester',
    member: 'serviceAccount:agent@example.iam.gserviceaccount.com',
  });
});

test('a name that Google does not take is refused', () => {
  expect(() => pool({ caPoolId: 'Source Pool' })).toThrow(
    'stack/Pool: caPool name "Source Pool" is not valid: lower-case letters, digits and hyphens',
  );
});
