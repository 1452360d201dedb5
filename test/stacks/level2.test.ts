import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { type Template } from '../../testing';
import { shippedConfigs } from '../support/examples';
import { type StackWithTriggers, triggerProblems } from '../support/delivery/trigger-proof';
import { root } from '../support/outside-judges';
import { templateOf } from '../support/synthesized';

const DELIVERY = 'delivery';
const templates = new Map<string, Template>();
/** Synthesized once each: three environments take a while. */
function at(level: number, file: string): Template {
  const key = `${level} ${file}`;
  const template = templates.get(key) ?? templateOf(file, { level });
  templates.set(key, template);
  return template;
}
const deliveryOf = (file: string) => at(2, file).stack(DELIVERY);
const jsonOf = (template: Template) => template.normalized() as unknown as StackWithTriggers;

describe.each(shippedConfigs)('level 2 of $name', ({ file }) => {
  test('leaves every stack of level 1 as it is, and adds that of delivery', () => {
    const [before, after] = [at(1, file), at(2, file)];
    expect(new Set(after.stackNames())).toEqual(new Set([...before.stackNames(), DELIVERY]));
    for (const stack of before.stackNames())
      expect({ stack, json: after.stack(stack).normalized() }).toEqual({
        stack,
        json: before.stack(stack).normalized(),
      });
  });

  test('has no trigger without its file, its substitutions and an account that may act', () => {
    const delivery = jsonOf(deliveryOf(file));
    const { builder } = loadConfig(file, { level: 2 }).config.delivery!;
    const triggers = Object.keys(delivery.resource.google_cloudbuild_trigger ?? {});
    expect(triggers.length > 0).toBe(builder === 'cloudBuild');
    expect(triggerProblems(delivery, root)).toEqual([]);
  });

  test('makes no key, and lets no account of another environment deploy one', () => {
    const { resource } = jsonOf(deliveryOf(file));
    expect(resource.google_service_account_key).toBeUndefined();
    const grants = Object.values(resource.google_project_iam_member ?? {});
    const { environments } = loadConfig(file, { level: 2 }).config;
    for (const [name, { project }] of Object.entries(environments)) {
      const writers = grants.filter((grant) => grant.project === project && /[aA]dmin$/.test(String(grant.role)));
      expect(writers.length).toBeGreaterThan(0);
      for (const { member } of writers) expect(member).toMatch(new RegExp(`Accounts_cd-${name}_`));
    }
  });
});

describe('the proof of triggers', () => {
  const good = () => structuredClone(jsonOf(deliveryOf(join(root, 'examples/two-teams/mlops.yaml'))));
  type Triggers = Record<string, Record<string, unknown>>;
  const broken = (
    change: (trigger: Record<string, unknown>, stack: Record<string, Triggers>) => void,
    name: string,
  ) => {
    const stack = good();
    const triggers = stack.resource.google_cloudbuild_trigger as Triggers;
    change(
      Object.values(triggers).find((each) => each.name === name)!,
      stack.resource as Record<string, Triggers>,
    );
    return triggerProblems(stack, root);
  };

  test.each([
    [
      'a file that is not there',
      'components',
      (trigger: Record<string, unknown>) => (trigger.filename = 'cloudbuild/component.yaml'),
      ['components: there is no cloudbuild/component.yaml in the repository'],
    ],
    [
      'no file at all',
      'components',
      (trigger: Record<string, unknown>) => delete trigger.filename,
      ['components: it names no file, and holds no build'],
    ],
    [
      'a substitution that the build does not declare',
      'components',
      (trigger: Record<string, unknown>) => Object.assign(trigger.substitutions as object, { _IMAGE: 'x' }),
      ['components: cloudbuild/components.yaml does not declare _IMAGE'],
    ],
    [
      'an account of nobody',
      'components',
      (trigger: Record<string, unknown>) => (trigger.service_account = 'projects/p/serviceAccounts/x@p.example'),
      ['components: it runs as projects/p/serviceAccounts/x@p.example, which is no account of the stack'],
    ],
    [
      'an account that is not made',
      'components',
      (trigger: Record<string, unknown>) =>
        (trigger.service_account = 'projects/p/serviceAccounts/${google_service_account.gone.email}'),
      ['components: there is no account gone'],
    ],
    [
      'an account that may nothing',
      'components',
      (_: unknown, resource: Record<string, Triggers>) => {
        for (const type of Object.keys(resource).filter((each) => each.endsWith('_iam_member')))
          for (const [id, grant] of Object.entries(resource[type]!))
            if (String(grant.member).includes('_release_')) delete resource[type]![id];
      },
      [
        'components: its account may not write logs where it builds',
        'components: its account may do nothing but write logs',
        'release: its account may not write logs where it builds',
        'release: its account may do nothing but write logs',
      ],
    ],
  ])('notices %s', (_, name, change, problems) => {
    expect(broken(change as Parameters<typeof broken>[0], name)).toEqual(problems);
  });

  test('notices an inline build that waits for a substitution', () => {
    const stack = structuredClone(jsonOf(deliveryOf(join(root, 'mlops.yaml'))));
    const [trigger] = Object.values(stack.resource.google_cloudbuild_trigger as Triggers);
    const build = trigger!.build as { substitutions?: Record<string, string> };
    for (const given of [trigger!.substitutions as Record<string, string>, build.substitutions]) delete given?._CONFIG;
    expect(triggerProblems(stack, root)).toEqual([
      `${String(trigger!.name)}: its build uses _CONFIG, which it does not give`,
    ]);
  });
});
