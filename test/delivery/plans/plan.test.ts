import { plannedStack, type PlanJson } from '../../../delivery/plans';

type Changed = NonNullable<PlanJson['resource_changes']>[number];

const change = (actions: readonly string[], more: Partial<Changed['change']> = {}, rest: Partial<Changed> = {}) => ({
  address: 'google_storage_bucket.Data',
  mode: 'managed',
  type: 'google_storage_bucket',
  change: { actions, ...more },
  ...rest,
});

const planned = (...changes: readonly Changed[]) => plannedStack('platform-dev', { resource_changes: changes }).changes;

test.each([
  [['create'], 'add', false],
  [['update'], 'change', false],
  [['delete'], 'destroy', true],
  [['delete', 'create'], 'replace', true],
  [['create', 'delete'], 'replace', true],
  [['create', 'forget'], 'replace', true],
  [['forget'], 'forget', false],
])('%j is to %s', (actions, action, losesData) => {
  expect(planned(change(actions))).toMatchObject([{ action, losesData }]);
});

test('what stays as it is, is only read, or is data is no change', () => {
  expect(planned(change(['no-op']), change(['read']), change(['delete'], {}, { mode: 'data' }))).toEqual([]);
  expect(plannedStack('empty', {}).changes).toEqual([]);
});

test('what is destroyed and holds no data is no loss', () => {
  const [destroyed] = planned(change(['delete'], {}, { type: 'google_monitoring_dashboard' }));
  expect(destroyed).toMatchObject({ action: 'destroy', losesData: false });
});

test('a change names the arguments that differ, also those known only afterwards, and no values', () => {
  const [changed] = planned(
    change(['update'], {
      before: { labels: { a: 1 }, name: 'x', password: 'old' },
      after: { labels: { a: 2 }, name: 'x', password: 'new' },
      after_unknown: { etag: true, labels: {}, soft: [{ nested: true }], name: false },
    }),
  );
  expect(changed!.arguments).toEqual(['etag', 'labels', 'password', 'soft']);
  expect(JSON.stringify(changed)).not.toMatch(/old|new/);
});

test('a replacement names what forces it, without positions in lists, each once', () => {
  const replace_paths = [['network_config', 0, 'network'], ['network_config', 1, 'network'], ['location']];
  expect(planned(change(['delete', 'create'], { replace_paths }))[0]!.arguments).toEqual([
    'location',
    'network_config.network',
  ]);
});

test('what is moved says from where, beside what else becomes of it', () => {
  const moved = { previous_address: 'google_storage_bucket.Old' };
  const expected = { action: 'move', from: 'google_storage_bucket.Old', losesData: false };
  expect(planned(change(['no-op'], {}, moved))).toMatchObject([expected]);
  expect(planned(change(['update'], {}, moved))).toMatchObject([{ action: 'change' }, expected]);
});
