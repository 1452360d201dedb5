import fc from 'fast-check';
import { eventMark, filterOf, jobIdOf, numberOf, type RunSeries, seriesLabels } from '../../runs/job-id';
import { PURPOSES } from '../../runs/request';

const SERIES: RunSeries = { prefix: 'churn-dev', model: 'churn', purpose: 'training' };

/** As config/patterns.ts has them: product and environment hold no hyphen. */
const anySeries = fc.record({
  prefix: fc.stringMatching(/^[a-z][a-z0-9]{1,11}-[a-z][a-z0-9]{1,7}$/),
  model: fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}$/).filter((key) => key.length <= 40),
  purpose: fc.constantFrom(...PURPOSES),
});
const anyNumber = fc.integer({ min: 1, max: 999_999_999 });

test('the id of a job is one that Vertex AI takes, and says its number', () => {
  fc.assert(
    fc.property(anySeries, anyNumber, (series, number) => {
      const jobId = jobIdOf(series, number);
      expect(jobId).toMatch(/^[a-z][-a-z0-9]{0,126}$/);
      expect(numberOf(series, jobId)).toBe(number);
    }),
  );
});

test('no two series have an id in common', () => {
  fc.assert(
    fc.property(anySeries, anySeries, anyNumber, anyNumber, (one, other, first, second) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(jobIdOf(one, first)).not.toBe(jobIdOf(other, second));
    }),
  );
});

test('a model whose key ends as an id of another one does is told from it', () => {
  const other = { ...SERIES, model: 'churn-training-1' };
  expect(numberOf(SERIES, jobIdOf(other, 2))).toBeUndefined();
});

test.each(['churn-dev-churn-training-', 'churn-dev-churn-training-01', 'churn-dev-churn-training-1x', 'other'])(
  '%j is not of the series',
  (jobId) => {
    expect(numberOf(SERIES, jobId)).toBeUndefined();
  },
);

test('labels hold what labels may hold', () => {
  fc.assert(
    fc.property(anySeries, fc.string(), (series, event) => {
      for (const value of [...Object.values(seriesLabels(series)), eventMark(event)])
        expect(value).toMatch(/^[a-z0-9_-]{1,63}$/);
    }),
  );
});

test('the mark of an event is the same everywhere', () => {
  expect(eventMark('alert:0.n8x5cf3yyfo0')).toBe('65ae03e4e367af7c58e904bb0f7921b1');
});

test('the filter names environment, model and pipeline, and the event when there is one', () => {
  const series = 'labels.mlops_series="churn-dev" AND labels.mlops_model="churn" AND labels.mlops_purpose="training"';
  expect(filterOf(SERIES)).toBe(series);
  expect(filterOf(SERIES, 'abc')).toBe(`${series} AND labels.mlops_event="abc"`);
});
