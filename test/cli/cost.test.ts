import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { JOBS } from '../../cli/job/jobs';
import { mlops } from '../support/outside-judges';
import { scratchFolder } from '../support/tree';

jest.setTimeout(60_000);
const folder = scratchFolder();
const context = () => ({ scratch: folder(), pointOfNoReturn: () => undefined });
const options = { config: 'mlops.yaml', runMinutes: 60 };

const total = z.strictObject({ micros: z.int().min(0), atLeast: z.boolean() });
const line = z.strictObject({
  what: z.string(),
  where: z.strictObject({ environment: z.string(), model: z.string().optional() }),
  quantity: z.number().min(0).optional(),
  unit: z.string().optional(),
  price: z.strictObject({ id: z.string(), micros: z.int().positive(), source: z.string() }).optional(),
  perMonth: z.int().min(0).optional(),
  unknown: z.string().optional(),
});
const runLine = line.extend({
  perRun: z.int().min(0).optional(),
  runs: z.int().min(0),
  mostRuns: z.int().min(0),
  mostPerMonth: z.int().min(0).optional(),
});
const report = z.strictObject({
  product: z.string(),
  level: z.int(),
  currency: z.literal('USD'),
  unit: z.literal('micros'),
  runMinutes: z.int(),
  idle: z.strictObject({ lines: z.array(line), total }),
  runs: z.strictObject({ lines: z.array(runLine), total, atMost: total }),
  budget: z.strictObject({ monthly: z.int(), currency: z.string() }).optional(),
  notCounted: z.array(z.strictObject({ what: z.string(), environments: z.array(z.string()), why: z.string() })),
  sources: z.record(z.string(), z.strictObject({ url: z.url(), title: z.string(), date: z.iso.date() })),
});

test.each([0, 1, 2])('prints JSON of one shape at level %i, with the source of every price', (level) => {
  const printed = report.parse(JSON.parse(JOBS.cost({ ...options, level, json: true }, context())));
  expect(printed.level).toBe(level);
  const used = [...printed.idle.lines, ...printed.runs.lines].flatMap(({ price }) => (price ? [price.source] : []));
  expect(new Set(Object.keys(printed.sources))).toEqual(new Set(used));
});

test.each([0, 1, 2])('prints two tables, the budget, what is not counted and footnotes at level %i', (level) => {
  // In CI there are colours without a terminal.
  const text = stripVTControlCharacters(JOBS.cost({ ...options, level }, context()));
  const places = ['While idle', 'Runs', 'Budget', 'Not counted', 'Prices'].map((title) => text.indexOf(`\n${title}`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  const marks = new Set([...text.matchAll(/ \[(\d+)\] +[\d.,]+\d/g)].map(([, mark]) => mark));
  for (const mark of marks) expect(text).toMatch(new RegExp(`^  \\[${mark}\\] 20\\d\\d-\\d\\d-\\d\\d  `, 'm'));
  expect(text).toMatch(/Total a month: at least \d+\.\d\d/);
  expect(text).toContain('prices are in USD and not converted to EUR');
  expect(text).not.toMatch(/undefined|NaN/);
});

test('says at level 0 that no run starts by itself', () => {
  expect(JOBS.cost({ ...options, level: 0 }, context())).toContain('at level 0 none starts by itself');
});

test('shows one environment alone, and refuses one that there is not', () => {
  const text = JOBS.cost({ ...options, environment: 'staging' }, context());
  expect(text).toContain('staging/churn');
  expect(text).not.toContain('prod/churn');
  expect(() => JOBS.cost({ ...options, environment: 'stagin' }, context())).toThrow('did you mean "staging"?');
});

test('explains itself, and refuses minutes that are none', () => {
  expect(mlops(['cost', '--help']).stdout).toContain('$ mlops cost --run-minutes 240');
  const { status, stderr } = mlops(['cost', '--run-minutes', 'long']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('a whole number of minutes from 1 to 10080')]);
});
