import { type HolderReasons, PAGE, type Reason } from './reason';

const DOCS = 'https://cloud.google.com';
const STATE = 'https://developer.hashicorp.com/terraform/language/backend/gcs#required-configuration';

const DEPLOYS = 'https://cloud.google.com/iam/docs/understanding-roles';
const administers = (what: string): Reason => [`Terraform makes, changes and destroys ${what}`, DEPLOYS];
const looksAt = (what: string): Reason => [`Terraform reads ${what} for a plan, and changes nothing`, DEPLOYS];

const log: Reason = [
  '`logging.logEntries.create`: the log of builds',
  `${DOCS}/build/docs/securing-builds/configure-user-specified-service-accounts`,
];
const pool: Reason = [
  '`cloudbuild.workerpools.use`: builds of a private environment run in a pool',
  `${DOCS}/build/docs/private-pools/run-builds-in-private-pool`,
];

/** What every build has: its log, its source, and what earlier builds have pushed. */
const OF_EVERY_BUILD: Readonly<Record<string, Reason>> = {
  'roles/logging.logWriter on project': log,
  'roles/cloudbuild.workerPoolUser on project': pool,
  'roles/securesourcemanager.instanceAccessor on source instance': [
    '`securesourcemanager.instances.access`: reaches the repository',
    PAGE.sourceManager,
  ],
  'roles/securesourcemanager.repoReader on source repository': [
    '`securesourcemanager.repositories.fetch`: clones the commit',
    PAGE.sourceManager,
  ],
};

const gets: Readonly<Record<string, Reason>> = {
  'roles/artifactregistry.reader on repository images | repository packages': [
    '`artifactregistry.repositories.downloadArtifacts`: gets what builds have pushed',
    PAGE.artifacts,
  ],
};

const getsPublic: Readonly<Record<string, Reason>> = {
  'roles/artifactregistry.reader on repository npm | repository pypi': [
    '`artifactregistry.repositories.downloadArtifacts`: public packages, in a private environment',
    PAGE.artifacts,
  ],
};

/** Accounts of builds. */
export const DELIVERY_ACCOUNTS: readonly HolderReasons[] = [
  {
    holder: 'account ci',
    is: 'what builds of pull requests run as',
    grants: {
      ...OF_EVERY_BUILD,
      ...gets,
      ...getsPublic,
      'roles/secretmanager.secretAccessor on the secret that is named': [
        '`secretmanager.versions.access`: says as a comment what a pull request would change',
        `${DOCS}/secret-manager/docs/access-control`,
      ],
      'roles/aiplatform.viewer on project': looksAt('endpoints, datasets, TensorBoard and the metadata store'),
      'roles/artifactregistry.reader on project': looksAt('repositories'),
      'roles/bigquery.metadataViewer on project': looksAt('datasets and tables, not their rows'),
      'roles/cloudfunctions.viewer on project': looksAt('functions'),
      'roles/cloudkms.viewer on project': looksAt('keys'),
      'roles/cloudscheduler.viewer on project': looksAt('schedules'),
      'roles/compute.networkViewer on project': looksAt('networks'),
      'roles/developerconnect.viewer on project': looksAt('connections'),
      'roles/dns.reader on project': looksAt('zones'),
      'roles/iam.roleViewer on project': looksAt('custom roles'),
      'roles/iam.securityReviewer on project': looksAt('grants'),
      'roles/iam.serviceAccountViewer on project': looksAt('accounts'),
      'roles/logging.viewer on project': looksAt('log buckets and sinks'),
      'roles/monitoring.viewer on project': looksAt('dashboards, alerts and channels'),
      'roles/notebooks.viewer on project': looksAt('workbenches'),
      'roles/privateca.auditor on project': looksAt('certificate authorities'),
      'roles/pubsub.viewer on project': looksAt('topics and subscriptions'),
      'roles/run.viewer on project': looksAt('who may call functions'),
      'roles/secretmanager.viewer on project': looksAt('secrets, not what they hold'),
      'roles/securesourcemanager.instanceAccessor on project': looksAt('the source instance'),
      'roles/securesourcemanager.repoReader on project': looksAt('the source repository'),
      'roles/serviceusage.serviceUsageViewer on project': looksAt('APIs'),
      'roles/storage.bucketViewer on project': looksAt('buckets, not their objects'),
      'roles/storage.objectViewer on bucket pipelines, if a condition holds': looksAt(
        'objects that stacks make: templates, plans, routes and the function',
      ),
      'roles/storage.objectViewer on bucket tfstate, if a condition holds': [
        '`storage.objects.get`, `.list` of the state of the stacks that are planned',
        STATE,
      ],
      'roles/vpcaccess.viewer on project': looksAt('connectors'),
      'roles/billing.viewer on billing account': looksAt('the budget'),
    },
  },
  {
    holder: 'account e2e',
    is: 'what tries new pipelines, before staging',
    grants: {
      ...OF_EVERY_BUILD,
      ...gets,
      ...getsPublic,
      'custom role e2e on project': [
        'starts, watches and ends runs, where people experiment; see the roles below',
        `${DOCS}/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs`,
      ],
      'roles/iam.serviceAccountUser on account runner': [
        '`iam.serviceAccounts.actAs` in `pipelineJobs.create`',
        PAGE.pipelineProject,
      ],
      'roles/storage.objectUser on bucket pipelines, if a condition holds': [
        '`storage.objects.create`, `.get` below `templates/candidates/`: the compiled pipeline that is tried',
        PAGE.storage,
      ],
    },
  },
  {
    holder: 'account release',
    is: 'what builds run as that push: components, and releases of pipelines',
    grants: {
      ...OF_EVERY_BUILD,
      ...getsPublic,
      'roles/artifactregistry.writer on repository images | repository packages | repository pipelines': [
        '`artifactregistry.repositories.uploadArtifacts`: images and packages, and templates in each environment',
        PAGE.artifacts,
      ],
    },
  },
  {
    holder: 'account relay',
    is: 'what tells triggers of events in Secure Source Manager that it cannot start builds by',
    grants: {
      ...OF_EVERY_BUILD,
      'roles/pubsub.publisher on topic relay': [
        '`pubsub.topics.publish`: which commit, of which branch or tag',
        PAGE.pubsub,
      ],
    },
  },
  {
    holder: 'account promote',
    is: 'what tests new models of an environment and asks for their promotion, one account for each',
    grants: {
      ...OF_EVERY_BUILD,
      ...gets,
      ...getsPublic,
      'custom role promote on project': [
        'finds the challenger, and the run that promotes it; see the roles below',
        `${DOCS}/vertex-ai/docs/reference/rest/v1/projects.locations.models`,
      ],
      'roles/storage.objectViewer on bucket models': [
        '`storage.objects.get`, `.list`: files of the challenger',
        PAGE.storage,
      ],
      'roles/bigquery.dataViewer on dataset predictions': [
        '`bigquery.tables.getData`: recent requests, which the challenger has to answer',
        PAGE.bigquery,
      ],
      'roles/bigquery.jobUser on project': ['`bigquery.jobs.create`: the query for them', PAGE.bigquery],
      'roles/pubsub.publisher on topic runs': [
        '`pubsub.topics.publish`: asks for the run that promotes a model',
        PAGE.pubsub,
      ],
      'roles/pubsub.subscriber on subscription messages': [
        '`pubsub.subscriptions.consume`: jobs of a host that Pub/Sub cannot start look for registered models',
        PAGE.pubsub,
      ],
    },
  },
  {
    holder: 'account cd',
    is: 'what deploys an environment, one account for each',
    grants: {
      ...OF_EVERY_BUILD,
      ...gets,
      ...getsPublic,
      'roles/aiplatform.admin on project': administers('endpoints, datasets, TensorBoard and the metadata store'),
      'roles/artifactregistry.admin on project': administers('repositories'),
      'roles/bigquery.admin on project': administers('datasets and tables'),
      'roles/cloudfunctions.admin on project': administers('functions'),
      'roles/cloudkms.admin on project': administers('keys'),
      'roles/cloudscheduler.admin on project': administers('schedules'),
      'roles/compute.networkAdmin on project': administers('networks'),
      'roles/compute.securityAdmin on project': administers('firewalls'),
      'roles/developerconnect.admin on project': administers('connections'),
      'roles/dns.admin on project': administers('zones'),
      'roles/iam.roleAdmin on project': administers('custom roles'),
      'roles/iam.serviceAccountAdmin on project': administers('accounts and the grants on them'),
      'roles/logging.admin on project': administers('log buckets and sinks'),
      'roles/monitoring.admin on project': administers('dashboards, alerts and channels'),
      'roles/notebooks.admin on project': administers('workbenches'),
      'roles/privateca.admin on project': administers('certificate authorities'),
      'roles/pubsub.admin on project': administers('topics and subscriptions'),
      'roles/resourcemanager.projectIamAdmin on project': administers('grants on the project'),
      'roles/run.admin on project': administers('who may call functions'),
      'roles/secretmanager.admin on project': administers('who may read tokens of connections'),
      'roles/securesourcemanager.admin on project': administers('the source instance and repository'),
      'roles/serviceusage.serviceUsageAdmin on project': administers('which APIs are enabled'),
      'roles/storage.admin on project': administers('buckets and the objects of stacks'),
      'roles/vpcaccess.admin on project': administers('connectors'),
      'roles/billing.costsManager on billing account': administers('the budget'),
      'roles/iam.serviceAccountUser on account retrain | account retrainbuild | account retraincall | account workbench':
        ['`iam.serviceAccounts.actAs`: functions, pushes and workbenches run as these accounts', PAGE.useAccount],
      'roles/storage.objectUser on bucket tfstate, if a condition holds': [
        '`storage.objects.create`, `.get`, `.list`, `.delete` of the state of its stacks, and of its lock',
        STATE,
      ],
    },
  },
];
