import { grantsOn } from '../accounts';
import { type Estate, type Resource } from '../estate';
import { found, type Found, seen } from '../item';

const NOTEBOOKS = /^google_(workbench_instance|notebooks_(instance|runtime)|colab_runtime(_template)?)$/;
const PERSON = /^(user|group):/;

/** A notebook, or people who may start notebooks and jobs. */
export function workspace(estate: Estate): Found {
  const people = grantsOn(estate, /project/).filter(
    ({ role, member }) =>
      PERSON.test(member) && /^roles\/(aiplatform\.(user|admin|colab\w*)|notebooks\.\w+)$/.test(role),
  );
  return found([...estate.of(NOTEBOOKS), ...people]);
}

/** Buckets, but for those of access logs, and datasets. */
export function data(estate: Estate): Found {
  const buckets = estate.of('google_storage_bucket');
  const logs = new Set(
    buckets.flatMap((bucket) =>
      estate.blocks(bucket, 'logging').map(({ log_bucket: name }) => estate.resolved(String(name), bucket.scope)),
    ),
  );
  const isLog = (bucket: Resource) => logs.has(estate.text(bucket, 'name'));
  return found([
    ...buckets.filter((bucket) => !isLog(bucket)),
    ...estate.of('google_bigquery_dataset', 'google_vertex_ai_dataset'),
  ]);
}

/** It has no resource of its own: it is there with the API, or with anything that the API has made. */
export function registry(estate: Estate): Found {
  const enabled = estate
    .of('google_project_service')
    .filter((service) => estate.text(service, 'service') === 'aiplatform.googleapis.com');
  const isUsed = estate.of(/^google_vertex_ai_/).some(({ type }) => !type.includes('_iam_'));
  const unseen = 'who enables aiplatform.googleapis.com: something that it makes is there, so somebody does';
  return seen(
    enabled.map(({ address }) => address),
    isUsed ? unseen : undefined,
  );
}

/** Repositories of images. */
export const images = (estate: Estate): Found =>
  found([
    ...estate
      .of('google_artifact_registry_repository')
      .filter((repository) => estate.text(repository, 'format').toUpperCase() === 'DOCKER'),
    ...estate.of('google_container_registry'),
  ]);

/** What answers requests for predictions. */
export const serving = (estate: Estate): Found =>
  found(estate.of(/^google_vertex_ai_endpoint(_with_model_garden_deployment)?$/, 'google_ml_engine_model'));

/** Alerts on the metrics that Vertex AI itself has of its endpoints. */
export const serviceAlerts = (estate: Estate): Found =>
  found(
    estate
      .of('google_monitoring_alert_policy')
      .filter((policy) => /aiplatform[._]googleapis[._]com/.test(estate.all(policy, policy.values.conditions ?? []))),
  );
