/** The groups of people that the kit knows, as `people` in `mlops.yaml` has them. */
export type PersonKind = 'dataScientists' | 'mlEngineers' | 'viewers';

/** IAM members of each kind. */
export type People = Readonly<Record<PersonKind, readonly string[]>>;

const USE_VERTEX = [
  // Experiments, custom jobs, models, endpoints, TensorBoard.
  'roles/aiplatform.user',
  // Queries; which tables they reach is granted on the datasets.
  'roles/bigquery.jobUser',
  // See Workbench instances; opening one is granted on its account.
  'roles/notebooks.viewer',
  // Charge API calls to the project.
  'roles/serviceusage.serviceUsageConsumer',
];
const OBSERVE = ['roles/logging.viewer', 'roles/monitoring.viewer'];

/** What each kind of people may do on the project. Access to data is granted on buckets and datasets. */
export const PROJECT_ROLES: Readonly<Record<PersonKind, readonly string[]>> = {
  dataScientists: USE_VERTEX,
  mlEngineers: [...USE_VERTEX, ...OBSERVE],
  viewers: ['roles/aiplatform.viewer', 'roles/monitoring.viewer'],
};

/** What custom training jobs may do on the project besides reading and writing the stores they are granted. */
export const TRAINING_ROLES = ['roles/bigquery.jobUser', 'roles/logging.logWriter'];

/** The project roles of each member once, also when somebody is of several kinds. */
export function rolesByMember(people: People): Map<string, string[]> {
  const roles = new Map<string, Set<string>>();
  for (const kind of Object.keys(PROJECT_ROLES) as PersonKind[]) {
    for (const member of people[kind]) {
      roles.set(member, new Set([...(roles.get(member) ?? []), ...PROJECT_ROLES[kind]]));
    }
  }
  return new Map([...roles].map(([member, set]) => [member, [...set]]));
}

/** Everybody who works with the platform. */
export const everybodyOf = (people: People): string[] => [...rolesByMember(people).keys()];

/** Who builds models: writes data, pushes packages, starts training. */
export const buildersOf = (people: People): string[] => [...new Set([...people.dataScientists, ...people.mlEngineers])];
