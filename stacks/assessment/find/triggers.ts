import { type Grant, grantsOn } from '../accounts';
import { type Estate, type Resource } from '../estate';

/** What starts something when it is time. */
export const byClock = (estate: Estate): Resource[] =>
  estate.of('google_cloud_scheduler_job', /^google_(colab|vertex_ai)_schedule$/, 'google_composer_environment');

/** What tells of data that came in or changed. */
export const onNewData = (estate: Estate): Resource[] => [
  ...estate.of('google_storage_notification'),
  ...estate.of('google_eventarc_trigger').filter((each) => /storage|bigquery/i.test(estate.all(each))),
  ...estate
    .of(/^google_logging_(project|folder|organization)_sink$/)
    .filter(
      (sink) => /^pubsub\./.test(estate.text(sink, 'destination')) && /bigquery/i.test(estate.text(sink, 'filter')),
    ),
];

/** An alert that tells a machine. */
export function onDegradation(estate: Estate): Resource[] {
  const channels = estate
    .of('google_monitoring_notification_channel')
    .filter((channel) => /^(pubsub|webhook_\w+)$/.test(estate.text(channel, 'type')));
  const names = channels
    .flatMap((channel) => [`<${channel.address}>`, String(channel.values.name ?? '')])
    .filter(Boolean);
  return watching(estate).filter((policy) => {
    const told = estate.all(policy, policy.values.notification_channels ?? []);
    return names.some((name) => told.includes(name));
  });
}

const MODEL_METRIC =
  /custom[._]googleapis[._]com|logging[._]googleapis[._]com[/:]user|model_?monitoring|feature_(drift|skew)|drift|skew/i;

/** Alerts on what a monitoring of models has measured. */
export const watching = (estate: Estate): Resource[] =>
  estate
    .of('google_monitoring_alert_policy')
    .filter((policy) => MODEL_METRIC.test(estate.all(policy, policy.values.conditions ?? [])));

/** People who may ask for a run: publish a request, or start a job. */
export const onDemand = (estate: Estate): Grant[] =>
  [...grantsOn(estate, /pubsub_topic/), ...grantsOn(estate, /project/)].filter(
    ({ role, member }) =>
      /^(user|group):/.test(member) && /^roles\/(pubsub\.publisher|aiplatform\.(user|admin))$/.test(role),
  );
