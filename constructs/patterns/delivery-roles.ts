/** What deploying the stacks of an environment takes, by the APIs that they use. As in docs/deploy.md. */

interface Roles {
  /** Of whoever makes, changes and destroys what the API has. */
  readonly apply: readonly string[];
  /** Of whoever looks at it, for a plan: no data is in reach. */
  readonly plan: readonly string[];
}

/** What every stack takes: APIs, grants, accounts and roles of one's own. */
const ALWAYS: Roles = {
  apply: [
    'roles/serviceusage.serviceUsageAdmin',
    'roles/resourcemanager.projectIamAdmin',
    'roles/iam.serviceAccountAdmin',
    'roles/iam.roleAdmin',
  ],
  plan: [
    'roles/serviceusage.serviceUsageViewer',
    'roles/iam.securityReviewer',
    'roles/iam.serviceAccountViewer',
    'roles/iam.roleViewer',
  ],
};

const BY_SERVICE: Readonly<Record<string, Roles>> = {
  'aiplatform.googleapis.com': { apply: ['roles/aiplatform.admin'], plan: ['roles/aiplatform.viewer'] },
  'artifactregistry.googleapis.com': {
    apply: ['roles/artifactregistry.admin'],
    plan: ['roles/artifactregistry.reader'],
  },
  'bigquery.googleapis.com': { apply: ['roles/bigquery.admin'], plan: ['roles/bigquery.metadataViewer'] },
  'cloudfunctions.googleapis.com': { apply: ['roles/cloudfunctions.admin'], plan: ['roles/cloudfunctions.viewer'] },
  'cloudkms.googleapis.com': { apply: ['roles/cloudkms.admin'], plan: ['roles/cloudkms.viewer'] },
  'cloudscheduler.googleapis.com': { apply: ['roles/cloudscheduler.admin'], plan: ['roles/cloudscheduler.viewer'] },
  'compute.googleapis.com': {
    apply: ['roles/compute.networkAdmin', 'roles/compute.securityAdmin'],
    plan: ['roles/compute.networkViewer'],
  },
  'developerconnect.googleapis.com': {
    apply: ['roles/developerconnect.admin'],
    plan: ['roles/developerconnect.viewer'],
  },
  'dns.googleapis.com': { apply: ['roles/dns.admin'], plan: ['roles/dns.reader'] },
  'logging.googleapis.com': { apply: ['roles/logging.admin'], plan: ['roles/logging.viewer'] },
  'monitoring.googleapis.com': { apply: ['roles/monitoring.admin'], plan: ['roles/monitoring.viewer'] },
  'notebooks.googleapis.com': { apply: ['roles/notebooks.admin'], plan: ['roles/notebooks.viewer'] },
  'privateca.googleapis.com': { apply: ['roles/privateca.admin'], plan: ['roles/privateca.auditor'] },
  'pubsub.googleapis.com': { apply: ['roles/pubsub.admin'], plan: ['roles/pubsub.viewer'] },
  'run.googleapis.com': { apply: ['roles/run.admin'], plan: ['roles/run.viewer'] },
  'secretmanager.googleapis.com': { apply: ['roles/secretmanager.admin'], plan: ['roles/secretmanager.viewer'] },
  'securesourcemanager.googleapis.com': {
    apply: ['roles/securesourcemanager.admin'],
    // There is no role that looks and nothing else: who may access the instance sees it.
    plan: ['roles/securesourcemanager.instanceAccessor', 'roles/securesourcemanager.repoReader'],
  },
  'storage.googleapis.com': { apply: ['roles/storage.admin'], plan: ['roles/storage.bucketViewer'] },
  'vpcaccess.googleapis.com': { apply: ['roles/vpcaccess.admin'], plan: ['roles/vpcaccess.viewer'] },
};

/** Roles of whoever does that with stacks that use these APIs, each once. */
export const rolesFor = (what: keyof Roles, services: readonly string[]): string[] => [
  ...new Set([...ALWAYS[what], ...[...services].sort().flatMap((service) => BY_SERVICE[service]?.[what] ?? [])]),
];
