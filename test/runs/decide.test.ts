import fc from 'fast-check';
import { decide, type Job, type Question } from '../../runs/decide';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T04:00:00Z');
const LIMITS = { cooldownMinutes: 60, maxRunsPerDay: 3, maxConcurrentRuns: 2 };

const job = (number: number, minutesAgo: number, more: Partial<Job> = {}): Job => ({
  jobId: `churn-dev-churn-training-${number}`,
  number,
  event: `event ${number}`,
  created: NOW - minutesAgo * MINUTE,
  running: false,
  ...more,
});
const question = (jobs: readonly Job[], more: Partial<Question> = {}): Question => ({
  ...{ event: 'new', ignoreCooldown: false, limits: LIMITS, jobs, now: NOW },
  ...more,
});
const skipped = (because: string, detail: string, number: number) => ({
  outcome: 'skip',
  because,
  detail,
  jobId: `churn-dev-churn-training-${number}`,
});

test('the first run is number 1', () => {
  expect(decide(question([]))).toEqual({ outcome: 'start', number: 1 });
});

test('a run has the number above the highest, whatever was deleted and in whatever order the jobs come', () => {
  expect(decide(question([job(2, 5000), job(7, 3000), job(4, 4000)]))).toEqual({ outcome: 'start', number: 8 });
});

test('a copy that somebody made by hand counts, and has no number', () => {
  const copy = job(0, 30, { jobId: 'tabular-training-20260302033000', event: undefined });
  expect(decide(question([job(3, 5000), copy]))).toMatchObject({ because: 'cooldown', jobId: copy.jobId });
  expect(decide(question([job(3, 5000), { ...copy, created: NOW - 5000 * MINUTE }]))).toMatchObject({ number: 4 });
});

test.each<[string, Question, object]>([
  [
    'of an event that started a run',
    question([job(1, 90, { event: 'new' })]),
    skipped('duplicate', 'the event has started churn-dev-churn-training-1', 1),
  ],
  [
    'while as many run as may',
    question([job(1, 5000, { running: true }), job(2, 4000, { running: true })]),
    skipped('concurrency', '2 of at most 2 runs at a time', 2),
  ],
  [
    'after as many starts within 24 hours as may be',
    question([job(1, 1439), job(2, 900), job(3, 300)]),
    skipped('daily-limit', '3 of at most 3 runs within 24 hours', 3),
  ],
  [
    'within the cooldown',
    question([job(1, 59.5)]),
    skipped('cooldown', '59 of 60 minutes have passed since the last run', 1),
  ],
  [
    'when the clock of Vertex AI is ahead',
    question([job(1, -2)]),
    skipped('cooldown', '0 of 60 minutes have passed since the last run', 1),
  ],
])('a request is skipped %s', (_, asked, expected) => {
  expect(decide(asked)).toEqual(expected);
});

test.each<[string, Question]>([
  ['on the minute in which the cooldown ends', question([job(1, 60)])],
  ['when the day of the oldest is over', question([job(1, 1440), job(2, 900), job(3, 300)])],
  ['when one of those that ran has ended', question([job(1, 5000, { running: true }), job(2, 4000)])],
  ['within the cooldown, when it is to be ignored', question([job(1, 1)], { ignoreCooldown: true })],
])('a request starts a run %s', (_, asked) => {
  expect(decide(asked)).toMatchObject({ outcome: 'start' });
});

const anyJob = fc.record({
  number: fc.integer({ min: 0, max: 50 }),
  minutesAgo: fc.integer({ min: 0, max: 3000 }),
  running: fc.boolean(),
});

test('more jobs never turn a skip into a start: to see too little is the only danger', () => {
  fc.assert(
    fc.property(fc.array(anyJob), fc.array(anyJob), (some, more) => {
      const jobs = [...some, ...more].map(({ number, minutesAgo, running }) => job(number, minutesAgo, { running }));
      if (decide(question(jobs.slice(0, some.length))).outcome === 'skip')
        expect(decide(question(jobs)).outcome).toBe('skip');
    }),
  );
});

test('the order of the jobs does not matter', () => {
  fc.assert(
    fc.property(fc.array(anyJob), (any) => {
      const jobs = any.map(({ number, minutesAgo, running }) => job(number, minutesAgo, { running }));
      const [one, other] = [decide(question(jobs)), decide(question([...jobs].reverse()))];
      expect({ ...one, jobId: undefined, detail: undefined }).toEqual({
        ...other,
        jobId: undefined,
        detail: undefined,
      });
    }),
  );
});
