import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mlops } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';
import { writeRunsConfig } from '../runs-config';

jest.setTimeout(60_000);
const folder = scratchFolder();

const EVENTS = `
- { at: 2026-03-02T07:00:00Z, kind: new-data, object: incoming/orders/1.csv }
- { at: 2026-03-02T07:40:00Z, kind: new-data, object: incoming/orders/2.csv }
- { at: 2026-03-02T07:50:00Z, kind: new-data, object: incoming/orders/3.csv }
- { at: 2026-03-02T07:50:00Z, kind: new-data, object: incoming/other/3.csv }
- { at: 2026-03-03T08:00:00Z, kind: alert, model: churn }
`;

function simulate(args: readonly string[], { events = EVENTS, config = (yaml: string) => yaml } = {}) {
  writeRunsConfig(folder(), config);
  writeFileSync(join(folder(), 'march.yaml'), events);
  return mlops(['simulate', 'retrain', '--events', 'march.yaml', ...args], { cwd: folder() });
}

test('prints each day: what starts, what does not and why, and totals', () => {
  const { status, stdout, stderr } = simulate(['--model', 'churn', '--run-minutes', '30']);
  expect(stderr).toBe('');
  expect(stdout).toBe(`shop, environment dev: 2026-03-02 to 2026-03-03; times are UTC, a run takes 30 minutes

2026-03-02
  07:00 (line 2)    churn training starts shop-dev-churn-training-1: new-data
  07:40 (line 3)    churn training skipped, cooldown: 40 of 120 minutes have passed since the last run (new-data), and 1 more like it
  07:50 (line 5)    ignored: no model waits for gs://shop-project-dev-shop-dev-data/incoming/other/3.csv

2026-03-03
  06:30 (clock)     churn monitoring starts shop-dev-churn-monitoring-1: schedule
  08:00 (line 6)    churn training starts shop-dev-churn-training-2: degradation

Totals
  churn training    2 started (degradation 1, new-data 1)  2 skipped (cooldown 2)
  churn monitoring  1 started (schedule 1)                 0 skipped
  ignored 1
`);
  expect(status).toBe(0);
});

test('prints every decision with --verbose', () => {
  const { stdout } = simulate(['--model', 'churn', '--verbose']);
  expect(stdout.match(/skipped, concurrency: 1 of at most 1 runs at a time/g)).toHaveLength(2);
});

test('prints JSON for scripts', () => {
  const report = JSON.parse(simulate(['--json']).stdout) as object;
  expect(report).toMatchObject({
    environment: 'dev',
    runMinutes: 60,
    totals: [
      { model: 'churn', purpose: 'training', started: 2, reasons: { 'new-data': 1, degradation: 1 }, skipped: 2 },
      { model: 'demand', purpose: 'training', started: 1, reasons: { schedule: 1 } },
      { model: 'churn', purpose: 'monitoring', started: 1 },
    ],
    days: [
      { date: '2026-03-02', started: 1, skipped: 2, ignored: 1 },
      { date: '2026-03-03', started: 3 },
    ],
  });
  expect((report as { decisions: object[] }).decisions[0]).toMatchObject({ at: '2026-03-02T07:00:00.000Z', line: 2 });
});

test('looks at a file of level 0 as if it were raised, and says so', () => {
  const { stdout } = simulate([], { config: (yaml) => yaml.replace('level: 1', 'level: 0') });
  expect(stdout).toContain('The file is at level 0: this is what level 1 would do.');
});

const two = (yaml: string) =>
  yaml.replace('experimentation }', 'experimentation }, prod: { project: shop-project-prod, stage: production }');

test('names of the environment are those of its jobs', () => {
  expect(simulate(['--environment', 'prod'], { config: two }).stdout).toContain('starts shop-prod-churn-training-1');
});

test.each<[string, string[], { events?: string; config?: (yaml: string) => string }, string]>([
  ['a mistake in the history', [], { events: '- { kind: alert }' }, 'march.yaml:1:3  [0].at: missing'],
  ['no environment of several', [], { config: two }, 'choose one by --environment: dev, prod'],
  ['another model', ['--model', 'chrn'], {}, '--model chrn: there is none of that name (did you mean "churn"?)'],
  ['no duration', ['--run-minutes', '0'], {}, 'Allowed: a whole number of minutes from 1 to 10080.'],
  ['a mistake in the configuration', [], { config: (yaml) => `${yaml}nonsense: 1\n` }, 'nonsense: unknown key'],
])('%s is refused with exit code 2', (_, args, given, message) => {
  const { status, stdout, stderr } = simulate(args, given);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a mistake in the history is JSON with --json', () => {
  const { stderr } = simulate(['--json'], { events: '- { kind: alert }' });
  expect(JSON.parse(stderr)).toEqual({
    error: 'events',
    problems: [
      expect.objectContaining({ file: 'march.yaml', line: 1, path: '[0].at', message: 'missing' }),
      expect.objectContaining({ path: '[0].model' }),
    ],
  });
});
