/**
 * The shapes of single values in `mlops.yaml`. Each says in words what is allowed: `errorMessage` is what editors show,
 * what the loader prints after the value given, and what docs/config.md lists.
 */
import * as z from 'zod';
import { CRON_ALLOWED, CRON_PATTERN, isCron, isTimeZone, TIME_ZONE_ALLOWED } from '../runs/schedule';
import { MACHINE_TYPES } from './data/machine-types';
import { REGIONS } from './data/regions';

const matching = (pattern: RegExp, allowed: string) => z.string().regex(pattern).meta({ errorMessage: allowed });

/** Keys become Terraform addresses and name parts: `-` may not start or end them, and no two of them differ by case alone. */
export const key = matching(
  /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  '1 to 40 lower-case letters, digits and single hyphens, starting with a letter, not ending with a hyphen',
);

/** Parts in front of a key hold no hyphen, so that two different tuples never make the same name. */
export const productName = matching(
  /^[a-z][a-z0-9]{1,11}$/,
  '2 to 12 lower-case letters and digits, starting with a letter',
);
export const environmentName = matching(
  /^[a-z][a-z0-9]{1,7}$/,
  '2 to 8 lower-case letters and digits, starting with a letter',
);

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export const projectId = matching(
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  'a project id: 6 to 30 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen',
);

export const region = z.enum(REGIONS);
export const machineType = z.enum(MACHINE_TYPES);

/** https://cloud.google.com/storage/docs/buckets#naming (without dots, which need a verified domain). */
export const bucketName = matching(
  /^(?!goog)(?!.*google)[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$/,
  'a bucket name: 3 to 63 lower-case letters, digits, hyphens and underscores, without "google" in it',
);

/** Whole people and groups, never the public: https://cloud.google.com/iam/docs/principal-identifiers */
export const principal = matching(
  /^(user|group|serviceAccount):[^\s@:]+@[a-z0-9.-]+\.[a-z]{2,}$|^domain:[a-z0-9.-]+\.[a-z]{2,}$|^principal(Set)?:\/\/iam\.googleapis\.com\/\S+$/,
  '"user:EMAIL", "group:EMAIL", "serviceAccount:EMAIL", "domain:DOMAIN" or "principalSet://iam.googleapis.com/..." (never allUsers)',
);

export const email = z.email().meta({ errorMessage: 'an e-mail address such as "mlops@acme.com"' });

/** https://cloud.google.com/iam/docs/roles-permissions; the three basic roles are refused everywhere. */
export const role = matching(
  /^(roles\/(?!(owner|editor|viewer)$)[A-Za-z0-9.]+|(projects|organizations)\/[a-z0-9-]+\/roles\/[A-Za-z0-9_.]+)$/,
  'a role such as "roles/bigquery.dataViewer" or "projects/p/roles/custom"; not roles/owner, roles/editor or roles/viewer',
);

export const serviceName = matching(/^[a-z][a-z0-9-]*\.googleapis\.com$/, 'an API such as "dataflow.googleapis.com"');

/** https://cloud.google.com/resource-manager/docs/labels-overview */
export const labelKey = matching(
  /^[a-z][a-z0-9_-]{0,62}$/,
  'a label key: 1 to 63 lower-case letters, digits, hyphens and underscores, starting with a letter',
);
export const labelValue = matching(
  /^[a-z0-9_-]{0,63}$/,
  'a label value: at most 63 lower-case letters, digits, hyphens and underscores',
);

export const labels = z
  .record(labelKey, labelValue)
  .meta({ errorMessage: 'a mapping of label keys to label values: lower-case, at most 63 characters each' });

/**
 * A subnet primary range; Google refuses one with host bits set.
 * https://cloud.google.com/vpc/docs/subnets#ipv4-ranges allows /29 at the smallest.
 */
const privateRange = 'a private IPv4 range of /16 to /26 that starts where such a range starts, as "10.10.0.0/20" does';
export const subnetRange = matching(
  /^(10\.\d{1,3}|172\.(1[6-9]|2\d|3[01])|192\.168)(\.\d{1,3}){2}\/(1[6-9]|2[0-6])$/,
  privateRange,
).refine((range) => range === rangeStart(range));

/** https://cloud.google.com/vpc/docs/serverless-vpc-access: a /28, no other. */
export const connectorRange = matching(
  /^(10\.\d{1,3}|172\.(1[6-9]|2\d|3[01])|192\.168)(\.\d{1,3}){2}\/28$/,
  'a private IPv4 range of /28 that starts where such a range starts, as "10.8.0.0/28" does',
).refine((range) => range === rangeStart(range));

/** Of nodes, pods or services: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#defaults_limits */
export const clusterRange = matching(
  /^(10\.\d{1,3}|172\.(1[6-9]|2\d|3[01])|192\.168)(\.\d{1,3}){2}\/(9|1\d|2[0-6])$/,
  'a private IPv4 range of /9 to /26 that starts where such a range starts, as "10.36.0.0/14" does',
).refine((range) => range === rangeStart(range));

/** Range of a subnet that the kit makes, unless the config names another. */
export const DEFAULT_RANGE = '10.10.0.0/20';

/** The range with its host bits set to zero; `undefined` when a part is above 255. */
export function rangeStart(range: string): string | undefined {
  const [address = '', length = ''] = range.split('/');
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part <= 255))) return undefined;
  const bits = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(bits / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;
}

export const billingAccount = matching(
  /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
  'a billing account id such as "0A1B2C-3D4E5F-6A7B8C"',
);

export const currency = matching(/^[A-Z]{3}$/, 'a currency code such as "EUR"');

export const nameSuffix = matching(/^[a-z0-9]{1,4}$/, '1 to 4 lower-case letters and digits');

export const networkPath = matching(
  /^projects\/[^/]+\/global\/networks\/[^/]+$/,
  'projects/PROJECT/global/networks/NAME',
);
export const subnetworkPath = matching(
  /^projects\/[^/]+\/regions\/[^/]+\/subnetworks\/[^/]+$/,
  'projects/PROJECT/regions/REGION/subnetworks/NAME',
);
export const secretVersion = matching(
  /^projects\/[^/]+\/secrets\/[^/]+\/versions\/[^/]+$/,
  'projects/PROJECT/secrets/NAME/versions/VERSION',
);
export const gitUri = matching(/^https:\/\/[^\s/]+\/\S+\.git$/, 'an https URL that ends in .git');

/** Fewest and most of something that scales. */
const count = z.int().min(1).max(1000);
export const replicas = z
  .tuple([count, count])
  .refine(([low, high]) => low <= high)
  .meta({ errorMessage: '[minimum, maximum] with 1 <= minimum <= maximum <= 1000' });

/** Of a pool, which may be empty; GKE allows 1000 nodes in one. */
export const nodes = z
  .tuple([z.int().min(0).max(1000), z.int().min(1).max(1000)])
  .refine(([low, high]) => low <= high)
  .meta({ errorMessage: '[minimum, maximum] with 0 <= minimum <= maximum and 1 <= maximum <= 1000' });

/** A literal that Terraform takes as it is. */
export const terraformValue = z
  .json()
  .meta({ errorMessage: 'what JSON can hold: text, finite numbers, true, false, null, lists, mappings' });

/** Above nothing, at most all. */
export const share = z.number().gt(0).max(1);

export const cron = matching(CRON_PATTERN, CRON_ALLOWED).refine(isCron);
export const timeZone = z.string().refine(isTimeZone).meta({ errorMessage: TIME_ZONE_ALLOWED });

export const pipeline = matching(
  /^([a-z][a-z0-9]*(-[a-z0-9]+)*|[^\s].*\.ya?ml)$/,
  'a name that `mlops pipelines` lists, or the path of a compiled pipeline that ends in .yaml',
);
export const parameterName = matching(
  /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
  'a parameter name: letters, digits, underscores',
);

export const incomingPrefix = matching(
  /^(?!.*\/\/)[A-Za-z0-9][A-Za-z0-9_./=-]*\/$/,
  'a folder below incoming/, such as "orders/"',
);
export const watchedTable = matching(
  /^(raw|features)\.[A-Za-z0-9_]+$/,
  'a table of the dataset raw or features, such as "raw.orders"',
);

export const imageByDigest = matching(
  /^[a-z0-9-]+-docker\.pkg\.dev\/[^/\s]+\/[^/\s]+\/\S+@sha256:[0-9a-f]{64}$/,
  'an image by digest: REGION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE@sha256:...',
);

/** Types of BigQuery columns that a feature can have. */
export const COLUMN_TYPES = ['STRING', 'INT64', 'FLOAT64', 'BOOL', 'TIMESTAMP', 'BYTES'] as const;
/** https://cloud.google.com/bigquery/docs/schemas#column_names, without what needs quotes in SQL. */
export const columnName = matching(/^[A-Za-z_][A-Za-z0-9_]{0,299}$/, 'a column: letters, digits and underscores');
/** https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureGroups.features/create */
export const featureId = matching(
  /^[a-z][a-z0-9_]{0,59}$/,
  'a feature id: 1 to 60 lower-case letters, digits and underscores, starting with a letter',
);

/** A branch by name, without what git or a regular expression would read otherwise. */
export const branch = matching(
  /^(?!-)[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/,
  'the name of a branch, such as "main" or "release/2026"',
);

/** RE2 has no look-around and no back references. https://github.com/google/re2/wiki/Syntax */
export const regularExpression = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/\(\?(=|!|<=|<!)|\\[1-9]/.test(text) && compiles(text))
  .meta({ errorMessage: 'a regular expression as RE2 reads it, such as "^v[0-9].*"' });

function compiles(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** https://support.atlassian.com/bitbucket-cloud/docs/what-is-a-workspace/ */
export const bitbucketWorkspace = matching(
  /^[a-z0-9][a-z0-9_-]{1,61}$/,
  'the id of a Bitbucket workspace: lower-case letters, digits, hyphens and underscores',
);

/** Name of a metric of an evaluation. */
export const metric = matching(/^[a-z][a-z0-9_]{0,62}$/, 'a metric, such as "auc" or "log_loss"');

/** Shares of the traffic of a roll-out, in percent. */
export const canary = z
  .array(z.int().min(1).max(100))
  .min(1)
  .max(10)
  .refine((steps) => steps.every((step, index) => index === 0 || step > steps[index - 1]!) && steps.at(-1) === 100)
  .meta({ errorMessage: 'percentages that rise to 100, such as [10, 50, 100]' });
