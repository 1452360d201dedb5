import { promqlName, promqlSeries } from '../../../constructs/monitoring/promql';

test.each([
  ['custom.googleapis.com/mlops/monitoring/distance', 'custom_googleapis_com:mlops_monitoring_distance'],
  ['kubernetes.io/container/cpu/limit_cores', 'kubernetes_io:container_cpu_limit_cores'],
  [
    'custom.googleapis.com/opencensus/opencensus.io/http/server/request_count_by_method',
    'custom_googleapis_com:opencensus_opencensus_io_http_server_request_count_by_method',
  ],
])('%s is named as Google documents it', (type, name) => {
  expect(promqlName(type)).toBe(name);
});

test('series are chosen by the values of labels, in quotes', () => {
  expect(promqlSeries('custom.googleapis.com/a', { model: 'churn', environment: 'a"b' })).toBe(
    'custom_googleapis_com:a{model="churn",environment="a\\"b"}',
  );
});
