import { absent, beyond, queryMatches, ratioBeyond, type Series } from '../../../constructs/monitoring/conditions';

const SERIES: Series = {
  filter: 'f',
  align: 'ALIGN_RATE',
  reduce: 'REDUCE_SUM',
  groupBy: ['resource.label.endpoint_id'],
};
const AGGREGATION = {
  alignmentPeriod: '300s',
  perSeriesAligner: 'ALIGN_RATE',
  crossSeriesReducer: 'REDUCE_SUM',
  groupByFields: ['resource.label.endpoint_id'],
};

test('a series can be above a limit for some time', () => {
  expect(beyond('High', SERIES, { above: 2, forSeconds: 300 })).toEqual({
    displayName: 'High',
    conditionThreshold: {
      filter: 'f',
      aggregations: [AGGREGATION],
      comparison: 'COMPARISON_GT',
      thresholdValue: 2,
      duration: '300s',
      trigger: { count: 1 },
    },
  });
});

test('a series can be below a limit, which may be zero', () => {
  expect(beyond('Low', SERIES, { below: 0, forSeconds: 60 }).conditionThreshold).toMatchObject({
    comparison: 'COMPARISON_LT',
    thresholdValue: 0,
  });
});

test('the period of aggregation is that of the series', () => {
  expect(beyond('High', { ...SERIES, period: 60 }, { above: 1, forSeconds: 0 })).toMatchObject({
    conditionThreshold: { aggregations: [{ alignmentPeriod: '60s' }] },
  });
});

test('a ratio divides the part by the whole', () => {
  expect(ratioBeyond('Ratio', SERIES, { ...SERIES, filter: 'all' }, { above: 0.1, forSeconds: 300 })).toMatchObject({
    conditionThreshold: { filter: 'f', denominatorFilter: 'all', denominatorAggregations: [AGGREGATION] },
  });
});

test('a series can be silent for some time', () => {
  expect(absent('Silent', SERIES, 600)).toMatchObject({
    conditionAbsent: { filter: 'f', aggregations: [AGGREGATION], duration: '600s' },
  });
});

test('a query is accepted before its metrics exist', () => {
  expect(queryMatches('Query', 'up > 1', 300)).toMatchObject({
    conditionPrometheusQueryLanguage: { query: 'up > 1', duration: '300s', disableMetricValidation: true },
  });
});
