import { type JsonObject } from '../../../stacks/level-move/terraform-stack';
import { BUCKET, bucket, change, compare, GRANT } from './stacks';

test('an equal stack stays as it is, whatever the order of keys and what CDKTF notes', () => {
  const move = compare(
    { [BUCKET]: bucket },
    { [BUCKET]: { labels: { team: 'a' }, location: 'EU', name: 'acme-data' } },
  );
  const nothing = { added: [], changed: [], moved: [], letGo: [], destroyed: [], losses: [] };
  expect(move).toEqual({ name: 'platform-dev', ...nothing, unchanged: 1 });
});

test('new resources are added, and nothing else', () => {
  const move = compare({ [BUCKET]: bucket }, { [BUCKET]: bucket, [GRANT]: { bucket: `\${${BUCKET}.name}` } });
  expect(move).toMatchObject({ added: [GRANT], changed: [], unchanged: 1, losses: [] });
});

describe('a change in place', () => {
  test('names address, argument and both values', () => {
    const { changed, losses } = change({}, { labels: { team: 'b' }, versioning: { enabled: true } });
    expect(changed).toEqual([
      {
        address: BUCKET,
        arguments: [
          { argument: 'labels.team', from: 'a', to: 'b' },
          { argument: 'versioning.enabled', to: true },
        ],
        decidesMore: true,
      },
    ]);
    expect(losses).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      'a single block is written without its list',
      { versioning: [{ enabled: true }] },
      { versioning: { enabled: true } },
    ],
    ['null stands for nothing', { retention_policy: null }, {}],
    ['only the order of waiting differs', { depends_on: ['time_sleep.A'] }, { depends_on: ['time_sleep.B'] }],
    ['only what Terraform protects differs', {}, { lifecycle: { prevent_destroy: true } }],
    ['Terraform was told to ignore it', {}, { labels: { team: 'b' }, lifecycle: { ignore_changes: ['labels'] } }],
    [
      'it was told to ignore that key',
      {},
      { labels: { team: 'b' }, lifecycle: { ignore_changes: ['labels["team"]'] } },
    ],
    ['it was told to ignore all', {}, { location: 'US', lifecycle: { ignore_changes: 'all' } }],
  ])('is none when %s', (_, before, after) => {
    expect(change(before, after)).toMatchObject({ changed: [], losses: [], unchanged: 1 });
  });

  test('is none when a list without an order has another order', () => {
    const rules = (...actions: string[]) => ({ lifecycle_rule: [{ condition: actions.map((age) => ({ age })) }] });
    expect(change(rules('1', '2'), rules('2', '1')).changed).toEqual([]);
    expect(change(rules('1', '2'), rules('2', '3')).changed[0]!.arguments).toEqual([
      { argument: 'lifecycle_rule.condition.age', from: '1', to: '3' },
    ]);
  });
});

describe('what cannot be told is no proof', () => {
  test('of a type that the kit does not make', () => {
    const { losses } = change({ size: 1 }, { size: 2 }, 'google_redis_instance.Cache');
    expect(losses).toEqual([
      {
        address: 'google_redis_instance.Cache',
        does: 'unknown',
        argument: 'size',
        from: 1,
        to: 2,
        why: 'what makes a google_redis_instance anew is not known here',
      },
    ]);
  });

  test('of a resource that becomes several', () => {
    expect(change({}, { count: 2 }).losses).toEqual([
      expect.objectContaining({ does: 'unknown', argument: 'count', to: 2 }),
    ]);
  });
});
