import { assess } from '../../../stacks/assessment/assess';
import { Estate } from '../../../stacks/assessment/estate';
import { isShown, partsOfShown, type Shown } from '../../../stacks/assessment/from-show';
import { type JsonObject } from '../../../stacks/level-move/terraform-stack';

const resource = (address: string, values: JsonObject, mode = 'managed'): JsonObject => {
  const [type, name] = address.split('.').slice(-2) as [string, string];
  return { address, mode, type, name: name.replace(/\[.*/, ''), values };
};
const state = (name: string, root_module: JsonObject): Shown => ({
  name,
  json: { format_version: '1.0', values: { root_module } },
});
const addressesOf = (...all: Shown[]) => partsOfShown(all).resources.map(({ address }) => address);

describe('a state', () => {
  const bucket = resource('google_storage_bucket.a', { name: 'a' });

  test('is read with its modules, and without data sources', () => {
    const child = { address: 'module.x["a"]', resources: [resource('module.x["a"].google_storage_bucket.b[0]', {})] };
    const shown = state('dev.json', {
      resources: [bucket, resource('data.google_project.p', {}, 'data')],
      child_modules: [child],
    });
    expect(addressesOf(shown)).toEqual(['google_storage_bucket.a', 'module.x["a"].google_storage_bucket.b[0]']);
  });

  test('of several is told by its file', () => {
    const shown = ['dev.json', 'prod.json'].map((name) => state(name, { resources: [bucket] }));
    expect(addressesOf(...shown)).toEqual(['dev.json: google_storage_bucket.a', 'prod.json: google_storage_bucket.a']);
  });
});

describe('a plan', () => {
  const account = (id: string) => resource(`google_service_account.${id}`, { account_id: id, project: 'acme' });
  const plan = (member: JsonObject, inModule = false): Shown => {
    const resources = [
      account('runner'),
      account('starter'),
      resource('google_project_iam_member.runs', {
        role: 'roles/aiplatform.user',
        project: 'acme',
        member: 'serviceAccount:runner@acme.iam.gserviceaccount.com',
      }),
      resource('google_service_account_iam_member.starts', { role: 'roles/iam.serviceAccountUser' }),
      resource('google_cloudfunctions2_function.start', { name: 'start', service_config: [{ max_instance_count: 1 }] }),
    ];
    const configured: JsonObject = {
      resources: [
        {
          address: 'google_service_account_iam_member.starts',
          expressions: {
            member,
            service_account_id: { references: ['google_service_account.runner.name', 'google_service_account.runner'] },
          },
        },
        {
          address: 'google_cloudfunctions2_function.start',
          expressions: {
            service_config: [{ service_account_email: { references: ['google_service_account.starter.email'] } }],
          },
        },
      ],
    };
    const [planned, root]: readonly JsonObject[] = inModule
      ? [
          {
            child_modules: [
              {
                address: 'module.ct',
                resources: resources.map((each) => ({ ...each, address: `module.ct.${String(each.address)}` })),
              },
            ],
          },
          { module_calls: { ct: { module: configured } } },
        ]
      : [{ resources }, configured];
    return {
      name: 'plan.json',
      json: {
        format_version: '1.2',
        planned_values: { root_module: planned! },
        configuration: { root_module: root! },
      },
    };
  };
  const isAutomated = (shown: Shown) =>
    assess(new Estate(partsOfShown([shown])))
      .levels.flatMap(({ items }) => items)
      .find(({ id }) => id === 'automation')!.status === 'met';

  test.each([false, true])(
    'knows by its configuration what is known only after an apply (in a module: %s)',
    (inModule) => {
      expect(isAutomated(plan({ references: ['google_service_account.starter.member'] }, inModule))).toBe(true);
      expect(isAutomated(plan({ references: ['google_service_account.other.member'] }, inModule))).toBe(false);
      expect(isAutomated(plan({ constant_value: 'group:all@acme.com' }, inModule))).toBe(false);
    },
  );
});

test('what a plan knows in part is taken from its configuration', () => {
  const channel = resource('google_monitoring_notification_channel.told', { type: 'pubsub' });
  const conditions = [{ condition_threshold: [{ filter: 'metric.type="custom.googleapis.com/drift"' }] }];
  const policy = resource('google_monitoring_alert_policy.drift', {
    conditions,
    notification_channels: ['known', null],
  });
  const references = ['other', 'told'].map((name) => `google_monitoring_notification_channel.${name}.name`);
  const expressions = { notification_channels: { references } };
  const configuration = {
    root_module: { resources: [{ address: 'google_monitoring_alert_policy.drift', expressions }] },
  };
  const json = {
    format_version: '1.2',
    planned_values: { root_module: { resources: [channel, policy] } },
    configuration,
  };
  const items = assess(new Estate(partsOfShown([{ name: 'plan.json', json }]))).levels.flatMap((level) => level.items);
  expect(items.find(({ id }) => id === 'trigger-degradation')!.evidence).toEqual([
    'google_monitoring_alert_policy.drift',
  ]);
});

test('a plan that does not know yet who may act as an account leaves open who starts builds', () => {
  const grant = resource('google_service_account_iam_member.host', {
    role: 'roles/iam.serviceAccountUser',
    service_account_id: 'projects/p/serviceAccounts/ci@p.iam.gserviceaccount.com',
  });
  const statusOf = (references: string[]) => {
    const expressions = { member: { references } };
    const configuration = {
      root_module: { resources: [{ address: 'google_service_account_iam_member.host', expressions }] },
    };
    const json = { format_version: '1.2', planned_values: { root_module: { resources: [grant] } }, configuration };
    const items = assess(new Estate(partsOfShown([{ name: 'plan.json', json }]))).levels.flatMap(
      (level) => level.items,
    );
    return items.filter(({ id }) => id === 'ci' || id === 'ci-tests').map(({ status }) => status);
  };
  expect(statusOf(['data.google_project.p.number', 'data.google_project.p'])).toEqual(['unseen', 'unseen']);
  expect(statusOf([])).toEqual(['missing', 'missing']);
});

test.each<[JsonObject, boolean]>([
  [{ format_version: '1.0' }, true],
  [{ format_version: '1.0', values: {} }, true],
  [{ format_version: '1.0', version: 4 }, false],
  [{ values: {} }, false],
])('%j is what Terraform shows: %s', (json, is) => {
  expect(isShown(json)).toBe(is);
});
