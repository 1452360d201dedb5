import { tableUpdateFilter } from '../../../runs/triggers/table-update';
import { logEntry, push, tablePush } from '../../functions/messages';
import { PROJECT } from '../../functions/world';
import { DiscoveredApi } from '../../support/discovery/api';
import { eventsOf, translated } from './translated';

describe('a log entry of BigQuery', () => {
  test('that tells of changed rows asks for a training of the models of the table', async () => {
    const table = `${PROJECT}.churn_dev_raw.orders`;
    expect(await translated(tablePush())).toMatchObject({
      requests: [
        { model: 'churn', reason: 'table-update', event: `bigquery:${table}:projects/${PROJECT}/jobs/load_2026_03_01` },
      ],
    });
  });

  test('in these tests is one that the discovery document describes', () => {
    expect(new DiscoveredApi('logging.v2').problems('LogEntry', logEntry())).toEqual([]);
  });

  test('is one event for one job, and for one entry when there is no job', async () => {
    const written = { insertedRowsCount: '5', reason: 'WRITE_API', streamName: 'projects/p/streams/s' };
    expect(await eventsOf(tablePush({ insertId: 'a' }))).toEqual(await eventsOf(tablePush({ insertId: 'b' })));
    const [one, other] = [tablePush({ insertId: 'a', change: written }), tablePush({ insertId: 'b', change: written })];
    expect(await eventsOf(one)).not.toEqual(await eventsOf(other));
    expect(await eventsOf(one)).toEqual(await eventsOf(tablePush({ insertId: 'a', change: written })));
  });

  test('of a partition concerns its table', async () => {
    expect(await eventsOf(tablePush({ table: 'orders$20260301' }))).toEqual(await eventsOf(tablePush()));
  });

  test('of another table, of a change that failed, or of something else is ignored', async () => {
    expect(await translated(tablePush({ table: 'orders_old' }))).toHaveProperty('ignored');
    expect(await translated(tablePush({ status: { code: 7, message: 'denied' } }))).toHaveProperty('ignored');
    const { protoPayload, ...entry } = logEntry();
    const read = { ...entry, protoPayload: { ...protoPayload, metadata: { tableDataRead: { reason: 'JOB' } } } };
    expect(await translated(push(JSON.stringify(read)))).toHaveProperty('ignored');
  });

  test('that has another form is refused', async () => {
    expect(await translated(push(JSON.stringify({ ...logEntry(), protoPayload: { resourceName: 1 } })))).toMatchObject({
      refused: expect.stringContaining('protoPayload.resourceName'),
    });
  });
});

/** What the filter says of names, by the regular expression in it. */
const names = (tables: readonly string[]): RegExp =>
  new RegExp(/resourceName=~"(.*)"/.exec(tableUpdateFilter(tables))![1]!);

test('the filter of the sink lets changes of the tables through, with their partitions, and no others', () => {
  const filter = names(['acme.raw.orders', 'acme.features.orders_daily']);
  expect('projects/acme/datasets/raw/tables/orders').toMatch(filter);
  expect('projects/acme/datasets/raw/tables/orders$20260301').toMatch(filter);
  expect('projects/acme/datasets/features/tables/orders_daily').toMatch(filter);
  expect('projects/acme/datasets/raw/tables/orders_daily').not.toMatch(filter);
  expect('projects/acme/datasets/raw/tables/orders2').not.toMatch(filter);
  expect('projects/acme/datasets/raw/tables/orders/more').not.toMatch(filter);
});

test('the filter is the same whatever the order of the tables', () => {
  expect(tableUpdateFilter(['b.b.b', 'a.a.a'])).toBe(tableUpdateFilter(['a.a.a', 'b.b.b']));
});

test('the filter asks for audit entries of BigQuery that tell of changed rows', () => {
  expect(tableUpdateFilter(['acme.raw.orders'])).toBe(
    'log_id("cloudaudit.googleapis.com/data_access") AND protoPayload.serviceName="bigquery.googleapis.com"' +
      ' AND protoPayload.metadata.tableDataChange:*' +
      ' AND protoPayload.resourceName=~"^(projects/acme/datasets/raw/tables/orders)([$].*)?$"',
  );
});
