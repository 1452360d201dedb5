import { Dashboard, type DashboardProps } from '../../../constructs/monitoring/dashboard';
import { type Series } from '../../../constructs/monitoring/conditions';
import { lineChart, stackedChart } from '../../../constructs/monitoring/widgets';
import { Template, testStack } from '../../../testing';

const SERIES: Series = {
  filter: 'f',
  align: 'ALIGN_RATE',
  reduce: 'REDUCE_SUM',
  groupBy: ['metric.label.x'],
  period: 60,
};
const WIDGET = lineChart('One', 'ms', [{ series: SERIES }]);

function dashboard(props: Partial<DashboardProps> = {}) {
  const stack = testStack();
  const sections = [{ title: 'Latency', widgets: [WIDGET, WIDGET, WIDGET] }];
  new Dashboard(stack, 'Dashboard', { project: 'acme-churn-dev', displayName: 'Serving', sections, ...props });
  const { properties } = Template.fromStack(stack).hasResource('google_monitoring_dashboard');
  return JSON.parse(properties.dashboard_json as string);
}

test('a section is a heading across, then tiles two in a row', () => {
  const places = dashboard().mosaicLayout.tiles.map((tile: Record<string, unknown>) => [
    tile.xPos ?? 0,
    tile.yPos ?? 0,
    tile.width,
    tile.height,
  ]);
  expect(places).toEqual([
    [0, 0, 48, 4],
    [0, 4, 24, 16],
    [24, 4, 24, 16],
    [0, 20, 24, 16],
  ]);
});

test('the next section starts below the last row of the one before', () => {
  const section = { title: 'A', widgets: [WIDGET] };
  const { tiles } = dashboard({ sections: [section, { ...section, title: 'B' }] }).mosaicLayout;
  expect(tiles[2]).toMatchObject({ yPos: 20, widget: { title: 'B', sectionHeader: {} } });
});

test('nothing that is zero or empty is written: Google leaves it out, and would differ in the next plan', () => {
  const ungrouped = lineChart('All', 'ms', [{ series: { ...SERIES, groupBy: [] } }]);
  const sections = [{ title: 'Latency', widgets: [WIDGET, ungrouped] }];
  expect(JSON.stringify(dashboard({ sections }))).not.toMatch(/:(0|""|\[\]|\{\})[,}]/);
});

test('a chart shows the highest series of a metric', () => {
  expect(WIDGET.xyChart?.dataSets[0]).toMatchObject({
    plotType: 'LINE',
    timeSeriesQuery: {
      timeSeriesFilter: {
        filter: 'f',
        aggregation: { alignmentPeriod: '60s', perSeriesAligner: 'ALIGN_RATE', groupByFields: ['metric.label.x'] },
        pickTimeSeriesFilter: { direction: 'TOP', numTimeSeries: 20 },
      },
    },
  });
});

test('a chart divides one metric by another, or follows a query', () => {
  const chart = stackedChart('Share', 'share', [
    { part: SERIES, whole: { ...SERIES, filter: 'all' } },
    { promql: 'up' },
  ]);
  expect(chart.xyChart?.dataSets).toMatchObject([
    {
      plotType: 'STACKED_AREA',
      timeSeriesQuery: { timeSeriesFilterRatio: { numerator: { filter: 'f' }, denominator: { filter: 'all' } } },
    },
    { timeSeriesQuery: { prometheusQuery: 'up' } },
  ]);
});

test('viewers narrow a dashboard down by the labels named, by none unless said', () => {
  expect(dashboard()).not.toHaveProperty('dashboardFilters');
  expect(dashboard({ filterBy: ['endpoint_id'] }).dashboardFilters).toEqual([
    { labelKey: 'endpoint_id', filterType: 'RESOURCE_LABEL' },
  ]);
});

test('more widgets than Google takes are refused', () => {
  const widgets = Array(100).fill(WIDGET);
  expect(() => dashboard({ sections: [{ title: 'All', widgets }] })).toThrow(
    'stack/Dashboard: a dashboard holds 100 widgets at most, given 101',
  );
});

test('the resource is reached as the default child', () => {
  const stack = testStack();
  const made = new Dashboard(stack, 'Dashboard', { project: 'p', displayName: 'Serving', sections: [] });
  (made.node.defaultChild as unknown as { project: string }).project = 'other';
  Template.fromStack(stack).hasResource('google_monitoring_dashboard', { project: 'other' });
});
