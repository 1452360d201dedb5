import { METRIC_RESOURCE, METRICS } from '../../runs/metrics';
import { type Series } from '../monitoring/conditions';
import { type DashboardSection } from '../monitoring/dashboard';
import { lineChart } from '../monitoring/widgets';

const DAY = 24 * 3600;

/** One environment's series of a metric. Points come with runs, as seldom as once a day: a day is drawn as one. */
const daily = (environment: string, metric: keyof typeof METRICS, groupBy: readonly string[]): Series => ({
  filter: [
    `resource.type = "${METRIC_RESOURCE}"`,
    `metric.type = "${METRICS[metric]}"`,
    `metric.label.environment = "${environment}"`,
  ].join(' AND '),
  align: 'ALIGN_MAX',
  reduce: 'REDUCE_MAX',
  groupBy,
  period: DAY,
});

const OF_FEATURE = ['metric.label.model', 'metric.label.feature', 'metric.label.kind'];
const OF_MODEL = ['metric.label.model', 'metric.label.kind'];

/** What the dashboard shows of how far data has moved, of all models of an environment. */
export const driftSections = (environment: string): readonly DashboardSection[] => [
  {
    title: 'Skew and drift',
    widgets: [
      lineChart('Distance by feature', 'distance', [{ series: daily(environment, 'distance', OF_FEATURE) }]),
      lineChart('Windows with an alarm, of the last ones', 'windows', [
        { series: daily(environment, 'violatedWindows', OF_MODEL) },
      ]),
    ],
  },
];
