import { dueTimes, isCron, isTimeZone } from '../../runs/schedule';

test.each(['0 4 * * 1', '*/15 * * * *', '0 0 1,15 * *', '30 6 * JAN-MAR MON', '5 4 29 2 *'])(
  '%j is a cron expression',
  (text) => {
    expect(isCron(text)).toBe(true);
  },
);

test.each([
  '',
  '0 4 * *',
  '0 4 * * 1 2026',
  '61 4 * * *',
  '0 25 * * *',
  '0 4 L * *',
  '0 4 * * 1#2',
  '@daily',
  '0 0 31 2 *',
])('%j is none, or of a time that never comes', (text) => {
  expect(isCron(text)).toBe(false);
});

test.each([
  ['Europe/Amsterdam', true],
  ['Etc/UTC', true],
  ['CET', false],
  ['Europe/Amsterdm', false],
  ['+02:00', false],
])('%s is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

test('a schedule is due at the local time, in summer and in winter', () => {
  const from = new Date('2026-03-22T00:00:00Z');
  const to = new Date('2026-04-05T23:00:00Z');
  const due = [...dueTimes({ cron: '0 4 * * 1', timeZone: 'Europe/Amsterdam' }, from, to)];
  expect(due.map((time) => time.toISOString())).toEqual(['2026-03-23T03:00:00.000Z', '2026-03-30T02:00:00.000Z']);
});

test('times are those after the beginning, up to the end', () => {
  const [from, to] = [new Date('2026-03-02T04:00:00Z'), new Date('2026-03-04T04:00:00Z')];
  const due = [...dueTimes({ cron: '0 4 * * *', timeZone: 'Etc/UTC' }, from, to)];
  expect(due.map((time) => time.toISOString())).toEqual(['2026-03-03T04:00:00.000Z', '2026-03-04T04:00:00.000Z']);
});
