import { modelsOfObject, modelsOfTable, type Routes, routesSchema } from '../../runs/routes';

const ROUTES: Routes = routesSchema.parse({
  version: 1,
  objects: [
    { bucket: 'data', prefix: 'incoming/orders/', models: ['churn', 'demand'] },
    { bucket: 'data', prefix: 'incoming/', models: ['fraud', 'churn'] },
    { bucket: 'other', prefix: 'incoming/orders/', models: ['elsewhere'] },
  ],
  tables: [
    { table: 'acme.raw.orders', models: ['churn'] },
    { table: 'acme.raw.orders', models: ['demand', 'churn'] },
  ],
});

test('an object concerns every model whose prefix it is below, each once', () => {
  expect(modelsOfObject(ROUTES, 'data', 'incoming/orders/1.csv')).toEqual(['churn', 'demand', 'fraud']);
  expect(modelsOfObject(ROUTES, 'data', 'incoming/orders.csv')).toEqual(['fraud', 'churn']);
});

test.each([
  ['another bucket', 'elsewhere', 'incoming/orders/1.csv'],
  ['another folder', 'data', 'outgoing/orders/1.csv'],
])('an object in %s concerns nobody', (_, bucket, name) => {
  expect(modelsOfObject(ROUTES, bucket, name)).toEqual([]);
});

test('a table concerns those that name it, to the letter', () => {
  expect(modelsOfTable(ROUTES, 'acme.raw.orders')).toEqual(['churn', 'demand']);
  expect(modelsOfTable(ROUTES, 'acme.raw.orders_old')).toEqual([]);
});

test.each([
  ['a route without models', { version: 1, objects: [{ bucket: 'data', prefix: 'a/', models: [] }], tables: [] }],
  ['a table without its project', { version: 1, objects: [], tables: [{ table: 'raw.orders', models: ['a'] }] }],
  [
    'a prefix that is the whole bucket',
    { version: 1, objects: [{ bucket: 'data', prefix: '', models: ['a'] }], tables: [] },
  ],
])('%s is refused', (_, routes) => {
  expect(routesSchema.safeParse(routes).success).toBe(false);
});
