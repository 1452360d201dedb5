import { type DeliveredEnvironment } from '../../../constructs/patterns/delivery-options';
import { rolesFor } from '../../../constructs/patterns/delivery-roles';
import { deliveryServices } from '../../../constructs/patterns/delivery-services';
import { statePrefixes } from '../../../constructs/patterns/delivery-state';
import { tagPrefixOf } from '../../../constructs/patterns/tag-prefix';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { CICD, delivered, SOURCE, TRIGGERS } from './delivery-fixture';

describe('roles of whoever deploys', () => {
  test('follow from the APIs, each once and in one order', () => {
    expect(rolesFor('apply', ['storage.googleapis.com', 'bigquery.googleapis.com', 'storage.googleapis.com'])).toEqual([
      'roles/serviceusage.serviceUsageAdmin',
      'roles/resourcemanager.projectIamAdmin',
      'roles/iam.serviceAccountAdmin',
      'roles/iam.roleAdmin',
      'roles/bigquery.admin',
      'roles/storage.admin',
    ]);
  });

  test('are none for an API of which nothing is made', () => {
    expect(rolesFor('apply', ['sts.googleapis.com'])).toEqual(rolesFor('apply', []));
  });

  test('of whoever plans change nothing', () => {
    const all = rolesFor(
      'plan',
      ['compute', 'logging', 'pubsub', 'run', 'storage'].map((name) => `${name}.googleapis.com`),
    );
    for (const role of all) expect(role).not.toMatch(/admin|editor|writer|owner|user$/i);
  });
});

describe('APIs that builds call', () => {
  const called = (...environments: DeliveredEnvironment[]) =>
    deliveryServices({ builder: 'cloudBuild', repository: SOURCE, environment: CICD, environments }).calledServices;

  test('are at least those of models and of the requests that were logged, whatever stacks hold', () => {
    const services = ['aiplatform', 'bigquery', 'serviceusage'].map((name) => `${name}.googleapis.com`);
    expect(called(delivered('dev', { services: [] }))).toEqual(services);
  });

  test('are those of all environments, each once and in one order', () => {
    const environments = ['storage', 'bigquery', 'storage'].map((name) =>
      delivered('dev', { services: [`${name}.googleapis.com`] }),
    );
    const names = ['aiplatform', 'bigquery', 'serviceusage', 'storage'];
    expect(called(...environments)).toEqual(names.map((name) => `${name}.googleapis.com`));
  });
});

describe('state', () => {
  const of = (stacks: string[]) => statePrefixes({ bucket: 'b', prefix: 'churn' }, delivered('dev', { stacks }));

  test('of the platform is told exactly, and of models by what all groups have in common', () => {
    expect(of(['platform-dev', 'models-dev-default', 'models-dev-eu'])).toEqual([
      'churn/models-dev-',
      'churn/platform-dev/',
    ]);
  });

  test('of a thousand groups takes no more', () => {
    expect(of(Array.from({ length: 1000 }, (_, at) => `models-dev-g${at}`))).toEqual(['churn/models-dev-']);
  });

  test('of an environment whose name begins like this one is out of reach', () => {
    expect(of(['platform-dev'])[0]!.startsWith('churn/platform-dev2')).toBe(false);
    expect('churn/models-dev2-default'.startsWith(of(['models-dev-default'])[0]!)).toBe(false);
  });
});

describe('what release tags begin with', () => {
  const on = (...tags: string[]): DeliveryTrigger[] =>
    tags.map((tag) => ({ ...TRIGGERS[0]!, event: { push: { tag } } }));

  test.each([
    ['v', ['^v[0-9].*']],
    ['release/v1.', ['^release/v1\\.[0-9]+$']],
    ['', ['v[0-9].*']],
    ['', ['^(v|r)[0-9]+']],
    ['', ['^a.*|^b.*']],
    ['v', ['^v1?$']],
    ['v', ['^v[0-9].*', '^v-beta.*']],
    ['', ['^v.*', '^r.*']],
    ['', []],
  ])('%j for %j', (prefix, tags) => {
    expect(tagPrefixOf(on(...tags))).toBe(prefix);
  });
});
