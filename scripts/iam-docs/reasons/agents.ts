import { type HolderReasons, PAGE, type Reason } from './reason';

const DOCS = 'https://cloud.google.com';

const BUILDS_OF_SOURCE = `${DOCS}/secure-source-manager/docs/connect-cloud-build`;

const SERVICE = 'a service agent, which only Google can act as: it works on resources of the project for its service';

/** An agent that is made ahead of the first use of its API does not get its role by itself. */
const ownRole = (does: string): Reason => [
  `${does}; an agent that is made ahead of use does not get it by itself`,
  PAGE.agents,
];
const encrypts = (what: string): Reason => [
  `\`cloudkms.cryptoKeyVersions.useToEncrypt\`, \`.useToDecrypt\`: ${what}`,
  PAGE.keys,
];
const ENCRYPT = 'roles/cloudkms.cryptoKeyEncrypterDecrypter on';
const functionKey: Reason = [
  '`cloudkms.cryptoKeyVersions.useToEncrypt`, `.useToDecrypt`: source, image and instances of functions; Google asks for all five agents',
  PAGE.functionKeys,
];
const pushes = (what: string, source: string): Reason => [`\`pubsub.topics.publish\`: ${what}`, source];

/** Service agents of Google. */
export const AGENTS: readonly HolderReasons[] = [
  {
    holder: 'agent aiplatform',
    is: `Vertex AI: ${SERVICE}`,
    grants: {
      'roles/aiplatform.serviceAgent on project': ownRole('runs jobs, pulls images, writes request logs'),
      [`${ENCRYPT} key vertexai`]: encrypts('endpoints, datasets, metadata, TensorBoard and jobs'),
      'custom role attachment on project': [
        'adds its own projects to the network attachment, in a private environment; see the roles below',
        `${DOCS}/vertex-ai/docs/general/vpc-psc-i-setup`,
      ],
      'roles/bigquery.dataViewer on dataset features': [
        '`bigquery.tables.getData`: copies features to the online store',
        `${DOCS}/vertex-ai/docs/featurestore/latest/create-featureview`,
      ],
      'roles/artifactregistry.reader on repository images': [
        '`artifactregistry.repositories.downloadArtifacts`: pulls images of delivery, which is another project',
        `${DOCS}/vertex-ai/docs/general/custom-service-account`,
      ],
    },
  },
  {
    holder: 'all agents of an environment',
    is: 'every service agent of its project, and nobody else: that of custom jobs is made with the first one, and cannot be named before',
    grants: {
      'roles/artifactregistry.reader on repository images': [
        '`artifactregistry.repositories.downloadArtifacts`: the agent of custom jobs pulls images of delivery',
        `${DOCS}/iam/docs/principal-identifiers`,
      ],
    },
  },
  {
    holder: 'agent artifactregistry',
    is: `Artifact Registry: ${SERVICE}`,
    grants: {
      'roles/artifactregistry.serviceAgent on project': ownRole('publishes what happens in repositories'),
      [`${ENCRYPT} key artifacts`]: encrypts('repositories'),
      [`${ENCRYPT} key functions`]: functionKey,
    },
  },
  {
    holder: 'agent bigquery',
    is: `BigQuery: ${SERVICE}`,
    grants: { [`${ENCRYPT} key bigquery`]: encrypts('tables') },
  },
  {
    holder: 'agent cloudbuild',
    is: `Cloud Build: ${SERVICE}`,
    grants: {
      'roles/pubsub.subscriber on topic models': [
        '`pubsub.topics.attachSubscription`: a trigger hears of registered models, which are told in another project',
        PAGE.pubsub,
      ],
      'roles/secretmanager.secretAccessor on the secret that is named': [
        '`secretmanager.versions.access`: the tokens that the repository is connected by',
        `${DOCS}/build/docs/automating-builds/github/connect-repo-github`,
      ],
    },
  },
  {
    holder: 'agent cloudfunctions',
    is: `Cloud Functions: ${SERVICE}`,
    grants: {
      'roles/cloudfunctions.serviceAgent on project': ownRole(
        'copies sources, starts builds, makes the Cloud Run service',
      ),
      [`${ENCRYPT} key functions`]: functionKey,
    },
  },
  {
    holder: 'agent cloudscheduler',
    is: `Cloud Scheduler: ${SERVICE}`,
    grants: {
      'roles/cloudscheduler.serviceAgent on project': ownRole('`pubsub.topics.publish`: asks for a run by the clock'),
    },
  },
  {
    holder: 'agent compute',
    is: `Compute Engine: ${SERVICE}`,
    grants: {
      [`${ENCRYPT} key workbench`]: encrypts('disks of workbenches and of nodes'),
    },
  },
  {
    holder: 'agent container',
    is: `GKE: ${SERVICE}`,
    grants: {
      'roles/container.serviceAgent on project': ownRole('makes clusters and nodes'),
      [`${ENCRYPT} key workbench`]: encrypts('secrets of the cluster'),
    },
  },
  {
    holder: 'agent developerconnect',
    is: `Developer Connect: ${SERVICE}`,
    grants: {
      'roles/developerconnect.serviceAgent on project': ownRole('fetches repositories of the connected host'),
      'roles/secretmanager.secretAccessor on the secret that is named': [
        '`secretmanager.versions.access`: the token of the connected host',
        `${DOCS}/developer-connect/docs/connect-github-repo`,
      ],
    },
  },
  {
    holder: 'agent dns',
    is: `Cloud DNS: ${SERVICE}`,
    grants: { 'roles/dns.serviceAgent on project': ownRole('works on private zones') },
  },
  {
    holder: 'agent eventarc',
    is: `Eventarc: ${SERVICE}`,
    grants: {
      'roles/eventarc.serviceAgent on project': ownRole('comes with the key of functions, and has nothing to do here'),
      [`${ENCRYPT} key functions`]: functionKey,
    },
  },
  {
    holder: 'agent logging',
    is: `Logging: ${SERVICE}`,
    grants: {
      [`${ENCRYPT} key logging`]: encrypts('the log bucket of audit entries'),
      'roles/pubsub.publisher on topic runs': pushes(
        'updates of watched tables',
        `${DOCS}/logging/docs/export/configure_export_v2`,
      ),
    },
  },
  {
    holder: 'agent monitoring',
    is: `Cloud Monitoring: ${SERVICE}`,
    grants: {
      'roles/monitoring.notificationServiceAgent on project': ownRole('sends notices of alerts'),
      'roles/pubsub.publisher on topic runs': pushes(
        'alerts that ask for a training',
        `${DOCS}/monitoring/support/notification-options`,
      ),
    },
  },
  {
    holder: 'agent notebooks',
    is: `Workbench: ${SERVICE}`,
    grants: {
      'roles/notebooks.serviceAgent on project': ownRole('makes, starts and stops machines of workbenches'),
      [`${ENCRYPT} key workbench`]: encrypts('disks of workbenches'),
    },
  },
  {
    holder: 'agent pubsub',
    is: `Pub/Sub: ${SERVICE}`,
    grants: {
      'roles/pubsub.serviceAgent on project': ownRole(
        '`iam.serviceAccounts.getOpenIdToken`: tokens for calls of the function',
      ),
      [`${ENCRYPT} key pubsub`]: encrypts('messages'),
      'roles/pubsub.subscriber on subscription runs': [
        '`pubsub.subscriptions.consume`: takes a message that keeps being refused',
        `${DOCS}/pubsub/docs/handling-failures`,
      ],
      'roles/pubsub.publisher on topic undelivered': pushes(
        'moves it to the dead letters',
        `${DOCS}/pubsub/docs/handling-failures`,
      ),
    },
  },
  {
    holder: 'agent run',
    is: `Cloud Run: ${SERVICE}`,
    grants: {
      'roles/run.serviceAgent on project': ownRole('pulls the image of the function, starts it as its account'),
      [`${ENCRYPT} key functions`]: functionKey,
    },
  },
  {
    holder: 'agent securesourcemanager',
    is: `Secure Source Manager: ${SERVICE}`,
    grants: {
      'roles/securesourcemanager.serviceAgent on project': ownRole('runs the instance'),
      [`${ENCRYPT} key source`]: encrypts('the source repository'),
      'roles/privateca.certificateRequester on certificate authority pool source': [
        '`privateca.certificates.create`: the certificate of a private instance',
        `${DOCS}/secure-source-manager/docs/create-private-service-connect-instance`,
      ],
      'custom role starter on project': ['starts builds of the repository; see the roles below', BUILDS_OF_SOURCE],
      'roles/serviceusage.serviceUsageConsumer on project': [
        '`serviceusage.services.use`: builds are in another project than the repository',
        BUILDS_OF_SOURCE,
      ],
      'roles/cloudbuild.workerPoolUser on project': [
        '`cloudbuild.workerpools.use`: builds of a private environment run in a pool',
        BUILDS_OF_SOURCE,
      ],
      'roles/iam.serviceAccountUser on account cd | account ci | account relay | account release': [
        '`iam.serviceAccounts.actAs` in `builds.create`: those whose builds need no approval',
        BUILDS_OF_SOURCE,
      ],
    },
  },
  {
    holder: 'agent storage',
    is: `Cloud Storage: ${SERVICE}`,
    grants: {
      [`${ENCRYPT} key storage`]: encrypts('objects'),
      [`${ENCRYPT} key functions`]: functionKey,
      'roles/pubsub.publisher on topic runs': pushes('new objects', `${DOCS}/storage/docs/reporting-changes`),
    },
  },
  {
    holder: 'agent storage-analytics',
    is: 'Cloud Storage, as the group that it writes access logs as',
    grants: {
      'roles/storage.objectCreator on bucket logs': [
        '`storage.objects.create`: access logs of the other buckets',
        `${DOCS}/storage/docs/access-logs`,
      ],
    },
  },
  {
    holder: 'agent tpu',
    is: `Cloud TPU: ${SERVICE}`,
    grants: { 'roles/tpu.serviceAgent on project': ownRole('makes TPU VMs') },
  },
  {
    holder: 'agent vpcaccess',
    is: `Serverless VPC Access: ${SERVICE}`,
    grants: { 'roles/vpcaccess.serviceAgent on project': ownRole('makes the machines of the connector') },
  },
];
