import { priceOf, priceTable, SOURCES } from '../../cost/prices';
import table from '../../cost/prices.json';

const { prices, sources } = priceTable.parse(table);

test('every price names a source with an address and a date', () => {
  expect(prices.filter(({ source }) => !sources[source])).toEqual([]);
  for (const { url, date } of Object.values(SOURCES)) {
    expect(url).toMatch(/^https:\/\//);
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});

test('an id has one price', () => {
  const ids = prices.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('prices are whole millionths of a dollar', () => {
  const regions = prices.flatMap(({ id, usd }) => Object.keys(usd).map((region) => priceOf(id, region)!));
  expect(regions.filter(({ micros }) => !Number.isInteger(micros) || micros <= 0)).toEqual([]);
});

test('a region that is not in the table has no price, unless the price is that of every region', () => {
  expect(priceOf('compute.n1-standard-4', 'europe-west4')).toMatchObject({ unit: 'hour', micros: 209_168 });
  expect(priceOf('compute.n1-standard-4', 'asia-east1')).toBeUndefined();
  expect(priceOf('gke.cluster', 'asia-east1')).toMatchObject({ micros: 100_000 });
  expect(priceOf('compute.unheard-of', 'europe-west4')).toBeUndefined();
});
