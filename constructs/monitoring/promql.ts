/** A metric as PromQL names it: https://cloud.google.com/monitoring/promql/promql-mapping#metric_names */
export const promqlName = (metricType: string): string =>
  metricType.replace('/', ':').replaceAll(/[^A-Za-z0-9_:]/g, '_');

/** The series of a metric whose labels have these values. */
export const promqlSeries = (metricType: string, labels: Readonly<Record<string, string>>): string => {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${promqlName(metricType)}{${matchers.join(',')}}`;
};
