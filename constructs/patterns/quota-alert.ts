import { type AlertCondition, beyond, queryMatches } from '../monitoring/conditions';
import { type AlertDocumentation } from '../monitoring/alert-policy';
import { percent } from '../monitoring/numbers';

const VERTEX_AI = 'monitored_resource="consumer_quota",service="aiplatform.googleapis.com"';
const PER_QUOTA = 'by (quota_metric, location)';

const limits = `min ${PER_QUOTA} (last_over_time(serviceruntime_googleapis_com:quota_limit{${VERTEX_AI}}[1d]) > 0)`;

/**
 * Use of every Vertex AI quota as a share of its limit. Google recommends PromQL for quota ratios
 * (https://cloud.google.com/monitoring/alerts/using-quota-metrics). Allocations are reported once a day or on change,
 * hence the long look back; of several limits of one quota the lowest counts.
 */
export const ALLOCATION_SHARE = `max ${PER_QUOTA} (last_over_time(serviceruntime_googleapis_com:quota_allocation_usage{${VERTEX_AI}}[1d])) / ${limits}`;
export const RATE_SHARE = `sum ${PER_QUOTA} (increase(serviceruntime_googleapis_com:quota_rate_net_usage{${VERTEX_AI}}[1m])) / ${limits}`;

/** A Vertex AI quota is used beyond a share of its limit. One condition, as Google takes no second one beside PromQL. */
export const quotaUsed = (share: number): AlertCondition =>
  queryMatches(`Quota used beyond ${share}`, `${ALLOCATION_SHARE} > ${share} or ${RATE_SHARE} > ${share}`, 300);

/** A Vertex AI quota was exceeded, however short the time. */
export function quotaExceeded(): AlertCondition {
  const exceeded = {
    filter:
      'resource.type = "consumer_quota" AND metric.type = "serviceruntime.googleapis.com/quota/exceeded" AND resource.label.service = "aiplatform.googleapis.com"',
    align: 'ALIGN_COUNT_TRUE',
    reduce: 'REDUCE_SUM',
    groupBy: ['metric.label.quota_metric', 'resource.label.location'],
    period: 60,
  };
  return beyond('A quota was exceeded', exceeded, { above: 0, forSeconds: 0 });
}

const FIRST_STEPS = [
  'The incident names the quota and the region.',
  'Free what is not needed: deployed models without traffic, jobs that hang, notebooks left running.',
  'Ask for a higher limit on the quotas page of the project; it can take days.',
];

export const quotaUsedGuide = (share: number): AlertDocumentation => ({
  means: `A quota of Vertex AI is used beyond ${percent(share)} of its limit. At the limit, deployments wait and requests are refused.`,
  firstSteps: FIRST_STEPS,
});

export const QUOTA_EXCEEDED_GUIDE: AlertDocumentation = {
  means: 'A quota of Vertex AI was exceeded: deployments waited or requests were refused.',
  firstSteps: FIRST_STEPS,
};
