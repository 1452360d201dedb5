import { scheduleRules } from '../../../constructs/core/schedule';

const problemsOf = (cron: string, timeZone = 'Etc/UTC') =>
  scheduleRules({ cron, timeZone })
    .filter(({ broken }) => broken)
    .map(({ problem }) => problem);

test.each(['0 4 * * 1', '*/15 * * * *', '0 0 1,15 * *', '30 6-18/2 * JAN-MAR MON-fri', '59 23 31 12 7'])(
  'the cron expression %j is valid',
  (cron) => {
    expect(problemsOf(cron)).toEqual([]);
  },
);

test.each([
  '',
  'daily',
  '@daily',
  '0 4 * *',
  '0 4 * * 1 2026',
  '60 * * * *',
  '0 24 * * *',
  '0 0 0 * *',
  '0 0 * 13 *',
  '0 0 * * 8',
  '0 0 * * MONDAY',
  '5-1 * * * *',
  '*/0 * * * *',
  '1/2/3 * * * *',
  '1-2-3 * * * *',
  '0  4 * * 1',
  'TZ=Etc/UTC 0 4 * * 1',
  '1, * * * *',
  '5/10 * * * *',
  '0 0 31 2 *',
])('the cron expression %j is refused', (cron) => {
  expect(problemsOf(cron)).toEqual([
    `cron "${cron}" is not valid: five fields, such as "0 4 * * 1" for each Monday at 4:00`,
  ]);
});

test.each(['Europe/Amsterdam', 'America/New_York', 'Etc/UTC', 'UTC'])('the time zone %j is valid', (timeZone) => {
  expect(problemsOf('0 4 * * 1', timeZone)).toEqual([]);
});

test.each(['', 'Europe/Amsterdamn', '+02:00', 'CEST time'])('the time zone %j is refused', (timeZone) => {
  expect(problemsOf('0 4 * * 1', timeZone)).toEqual([
    `time zone "${timeZone}" is not valid: a name of the tz database, such as "Europe/Amsterdam"`,
  ]);
});

test('both mistakes are told at once', () => {
  expect(problemsOf('x', 'y')).toHaveLength(2);
});
