import { actingGrants, accountIn, vertexAccounts } from '../accounts';
import { type Estate, type Resource } from '../estate';
import { stepsLike } from '../compiled-pipelines';
import { found, type Found, seen } from '../item';

const STARTERS =
  /^google_(cloudfunctions2?_function|cloud_run_v2_(service|job)|cloud_run_service|workflows_workflow|cloud_scheduler_job)$/;
const ORCHESTRATORS = /^google_composer_environment$/;

/** Something that may start jobs as an account: a function that acts as the account of pipelines, Composer, a schedule. */
export function automation(estate: Estate): Found {
  const starters = estate.of(STARTERS);
  const runners = vertexAccounts(estate);
  const started = actingGrants(estate).flatMap((grant) => {
    const who = accountIn(grant.member);
    if (grant.role !== 'roles/iam.serviceAccountUser' || who === undefined || !runners.has(grant.as)) return [];
    const found = starters.filter((starter) => estate.all(starter).includes(who));
    return found.length > 0 ? [...found, grant] : [];
  });
  const schedules = estate
    .of(/^google_(colab|vertex_ai)_schedule$/)
    .filter((each) => /pipeline_?job/i.test(estate.all(each)));
  const calls = estate
    .of('google_cloud_scheduler_job')
    .filter((job) => /aiplatform\.googleapis\.com/.test(estate.all(job, job.values.http_target ?? [])));
  return found([
    ...new Map(
      [...started, ...estate.of(ORCHESTRATORS), ...schedules, ...calls].map((each) => [each.address, each]),
    ).values(),
  ]);
}

const TEMPLATE = /\.(ya?ml|json)$/;

/** Where compiled pipelines are kept by version. */
export function templates(estate: Estate): Found {
  const compiled = new Set(estate.pipelines?.map(({ address }) => address));
  const isUploaded = (object: Resource) =>
    compiled.has(object.address) ||
    (TEMPLATE.test(estate.text(object, 'name')) && /template|pipeline/i.test(estate.text(object, 'source')));
  return found([
    ...estate.of('google_storage_bucket_object').filter(isUploaded),
    ...estate
      .of('google_artifact_registry_repository')
      .filter((each) => estate.text(each, 'format').toUpperCase() === 'KFP'),
  ]);
}

/** Steps of compiled pipelines that have such a name. */
export const step =
  (pattern: RegExp) =>
  ({ pipelines }: Estate): Found => {
    if (!pipelines || pipelines.length === 0)
      return seen([], 'what pipelines consist of: no compiled pipeline can be read here');
    return seen(stepsLike(pattern, pipelines));
  };

/** Something of Vertex AI in each project that has it, when there are several. */
export function environments(estate: Estate): Resource[] {
  const places = new Map<string, Resource>();
  for (const resource of estate.of(/^google_vertex_ai_(?!.*_iam_)/, 'google_ml_engine_model')) {
    const project = estate.projectOf(resource);
    if (project !== undefined && !places.has(project)) places.set(project, resource);
  }
  return places.size > 1 ? [...places.values()] : [];
}
