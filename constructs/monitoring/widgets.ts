import { type Series } from './conditions';

/** The part of Google's `Widget` that the kit uses: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#Widget */
export interface Widget {
  readonly title: string;
  readonly xyChart?: { readonly dataSets: readonly DataSet[]; readonly yAxis: Axis };
  readonly sectionHeader?: { readonly dividerBelow: true };
}

interface DataSet {
  readonly plotType: 'LINE' | 'STACKED_AREA';
  readonly targetAxis: 'Y1';
  readonly timeSeriesQuery: object;
}

interface Axis {
  readonly label: string;
  readonly scale: 'LINEAR';
}

/** One set of lines in a chart. */
export type Line =
  /** A metric. */
  | { readonly series: Series }
  /** One metric divided by another. */
  | { readonly part: Series; readonly whole: Series }
  | { readonly promql: string };

/** More lines than this say nothing: a chart shows the highest. */
const MOST_LINES = 20;

/** A chart of lines over time. `unit` is the label of its axis. */
export const lineChart = (title: string, unit: string, lines: readonly Line[]): Widget =>
  chart(title, unit, lines, 'LINE');

/** A chart whose series add up. */
export const stackedChart = (title: string, unit: string, lines: readonly Line[]): Widget =>
  chart(title, unit, lines, 'STACKED_AREA');

function chart(title: string, unit: string, lines: readonly Line[], plotType: DataSet['plotType']): Widget {
  const dataSets = lines.map((line) => ({
    plotType,
    targetAxis: 'Y1' as const,
    timeSeriesQuery: queryOf(line),
  }));
  return { title, xyChart: { dataSets, yAxis: { label: unit, scale: 'LINEAR' } } };
}

const HIGHEST = { rankingMethod: 'METHOD_MAX', numTimeSeries: MOST_LINES, direction: 'TOP' };

function queryOf(line: Line): object {
  if ('promql' in line) return { prometheusQuery: line.promql };
  if ('series' in line) return { timeSeriesFilter: { ...filterOf(line.series), pickTimeSeriesFilter: HIGHEST } };
  const ratio = { numerator: filterOf(line.part), denominator: filterOf(line.whole) };
  return { timeSeriesFilterRatio: { ...ratio, pickTimeSeriesFilter: HIGHEST } };
}

const filterOf = (series: Series) => ({
  filter: series.filter,
  aggregation: {
    alignmentPeriod: `${series.period ?? 300}s`,
    perSeriesAligner: series.align,
    crossSeriesReducer: series.reduce,
    ...(series.groupBy.length > 0 && { groupByFields: [...series.groupBy] }),
  },
});
