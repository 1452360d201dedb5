import { DELIVERY_ACCOUNTS } from './delivery';
import { type HolderReasons, PAGE } from './reason';

const DOCS = 'https://cloud.google.com';

/** Accounts that workloads run as. */
export const ACCOUNTS: readonly HolderReasons[] = [
  {
    holder: 'account training',
    is: 'what custom training jobs run as',
    grants: {
      'roles/logging.logWriter on project': ['`logging.logEntries.create`: what the job prints', PAGE.logging],
      'roles/bigquery.jobUser on project': ['`bigquery.jobs.create`: queries', PAGE.bigquery],
      'roles/bigquery.dataViewer on dataset raw | dataset features': [
        '`bigquery.tables.getData`: reads training data',
        PAGE.bigquery,
      ],
      'roles/storage.objectViewer on bucket data': [
        '`storage.objects.get`, `.list`: reads training data',
        PAGE.storage,
      ],
      'roles/storage.objectUser on bucket models': [
        '`storage.objects.create`, `.get`, `.delete`: writes models and checkpoints',
        PAGE.storage,
      ],
      'roles/artifactregistry.reader on repository images | repository packages | repository pipelines': [
        '`artifactregistry.repositories.downloadArtifacts`: installs packages, pulls images and templates',
        PAGE.artifacts,
      ],
    },
  },
  {
    holder: 'account nodes',
    is: 'what nodes of the training cluster run as; pods have accounts of their own',
    grants: {
      'roles/container.defaultNodeServiceAccount on project': [
        '`logging.logEntries.create`, `monitoring.timeSeries.create`: logs and metrics of the node',
        `${DOCS}/kubernetes-engine/docs/how-to/service-accounts`,
      ],
      'roles/artifactregistry.reader on repository images': [
        '`artifactregistry.repositories.downloadArtifacts`: pulls images of training',
        PAGE.artifacts,
      ],
    },
  },
  {
    holder: 'account serving',
    is: 'what a deployed model runs as, one account for each model',
    grants: {
      'roles/logging.logWriter on project': ['`logging.logEntries.create`: what the server prints', PAGE.logging],
      'roles/storage.objectViewer on bucket models, if a condition holds': [
        '`storage.objects.get`, `.list` below the folder of its own model: loads it',
        `${DOCS}/vertex-ai/docs/predictions/custom-service-account`,
      ],
      'roles/aiplatform.featurestoreDataViewer on online store': [
        '`featureViews.fetchFeatureValues`: looks up what the request does not say',
        `${DOCS}/vertex-ai/docs/featurestore/latest/serve-feature-values`,
      ],
    },
  },
  {
    holder: 'account workbench',
    is: 'what notebooks of a workbench run as, one account for each workbench',
    grants: {
      'roles/aiplatform.user on project': [
        '`customJobs`, `experiments`, `models`, `endpoints` and the rest of Vertex AI, as from a notebook',
        PAGE.vertex,
      ],
      'roles/bigquery.jobUser on project': ['`bigquery.jobs.create`: queries', PAGE.bigquery],
      'roles/bigquery.dataEditor on dataset raw | dataset features': [
        '`bigquery.tables.create`, `.updateData`, `.getData`: prepares data',
        PAGE.bigquery,
      ],
      'roles/bigquery.dataViewer on dataset predictions': [
        '`bigquery.tables.getData`: looks at logged requests',
        PAGE.bigquery,
      ],
      'roles/storage.objectUser on bucket data | bucket models': [
        '`storage.objects.create`, `.get`, `.list`, `.delete`: reads and writes data and models',
        PAGE.storage,
      ],
      'roles/artifactregistry.writer on repository images | repository packages | repository pipelines': [
        '`artifactregistry.repositories.uploadArtifacts`: pushes images, packages and templates',
        PAGE.artifacts,
      ],
      'roles/securesourcemanager.instanceAccessor on source instance': [
        '`securesourcemanager.instances.access`: reaches the source repository',
        PAGE.sourceManager,
      ],
      'roles/securesourcemanager.repoWriter on source repository': [
        '`securesourcemanager.repositories.fetch`, `.push`: clones and pushes',
        PAGE.sourceManager,
      ],
    },
  },
  {
    holder: 'account runner',
    is: 'what the steps of pipelines run as',
    grants: {
      'roles/aiplatform.user on project': [
        '`models.upload`, `endpoints.deployModel`, `customJobs.create`, `batchPredictionJobs.create`, and the metadata (`artifacts`, `executions`, `contexts`) of each step',
        PAGE.pipelineProject,
      ],
      'roles/logging.logWriter on project': ['`logging.logEntries.create`: what a step prints', PAGE.logging],
      'roles/bigquery.jobUser on project': ['`bigquery.jobs.create`: queries of steps', PAGE.bigquery],
      'roles/monitoring.viewer on project': [
        '`monitoring.timeSeries.list`: errors and latency of a model that is rolled out',
        `${DOCS}/monitoring/access-control`,
      ],
      'roles/monitoring.metricWriter on project': [
        '`monitoring.timeSeries.create`: distances of monitored features',
        `${DOCS}/monitoring/access-control`,
      ],
      'roles/bigquery.dataViewer on dataset raw': ['`bigquery.tables.getData`: reads raw data', PAGE.bigquery],
      'roles/bigquery.dataEditor on dataset features | dataset predictions': [
        '`bigquery.tables.create`, `.updateData`, `.getData`: writes features and batch predictions, reads logged ones',
        PAGE.bigquery,
      ],
      'roles/bigquery.dataEditor on table windows': [
        '`bigquery.tables.updateData`, `.getData`: adds a monitored window, counts the last ones',
        PAGE.bigquery,
      ],
      'roles/storage.objectUser on bucket pipelines': [
        '`storage.objects.create`, `.get`, `.list`, `.delete`: artifacts of the run',
        PAGE.pipelineProject,
      ],
      'roles/storage.legacyBucketReader on bucket pipelines': [
        '`storage.buckets.get`: the launcher of a step looks at the bucket before it writes',
        PAGE.pipelineProject,
      ],
      'roles/storage.objectViewer on bucket data': ['`storage.objects.get`, `.list`: reads data', PAGE.storage],
      'roles/storage.objectUser on bucket models': [
        '`storage.objects.create`, `.get`, `.delete`: writes models',
        PAGE.storage,
      ],
      'roles/artifactregistry.reader on repository images | repository packages | repository pipelines': [
        '`artifactregistry.repositories.downloadArtifacts`: installs packages, reads templates of nested pipelines',
        PAGE.artifacts,
      ],
      'roles/pubsub.publisher on topic models': [
        '`pubsub.topics.publish`: the step that registers a model says so',
        PAGE.pubsub,
      ],
      'roles/iam.serviceAccountUser on account training': [
        '`iam.serviceAccounts.actAs` in `customJobs.create`: steps that train as a job of its own',
        `${DOCS}/vertex-ai/docs/general/custom-service-account`,
      ],
      'roles/iam.serviceAccountUser on account serving': [
        '`iam.serviceAccounts.actAs` in `endpoints.deployModel`: the step that deploys a winner',
        `${DOCS}/vertex-ai/docs/general/custom-service-account`,
      ],
    },
  },
  {
    holder: 'account retrain',
    is: 'what the retraining function runs as',
    grants: {
      'custom role retrain on project': [
        '`pipelineJobs.list`, `.get`, `.create`, and the experiment of a run; see the roles below',
        `${DOCS}/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs`,
      ],
      'roles/logging.logWriter on project': ['`logging.logEntries.create`: one line for each decision', PAGE.logging],
      'roles/iam.serviceAccountUser on account runner': [
        '`iam.serviceAccounts.actAs` in `pipelineJobs.create`',
        PAGE.pipelineProject,
      ],
      'roles/storage.objectViewer on bucket pipelines': [
        '`storage.objects.get`: routes, plans and compiled pipelines; `.list`, without which a missing one looks forbidden',
        PAGE.storage,
      ],
      'roles/pubsub.publisher on topic undelivered': [
        '`pubsub.topics.publish`: what can never be acted on goes to the dead letters at once',
        PAGE.pubsub,
      ],
    },
  },
  {
    holder: 'account retrainbuild',
    is: 'what builds the retraining function',
    grants: {
      'roles/logging.logWriter on project': ['`logging.logEntries.create`: the log of the build', PAGE.buildAccount],
      'roles/artifactregistry.writer on repository functions': [
        '`artifactregistry.repositories.uploadArtifacts`: pushes the image',
        PAGE.buildAccount,
      ],
      'roles/storage.objectViewer on project, if a condition holds': [
        '`storage.objects.get` in buckets whose names begin with `gcf-v2-sources-`: the copy of the source that Cloud Functions makes',
        `${DOCS}/functions/docs/building`,
      ],
    },
  },
  {
    holder: 'account retraincall',
    is: 'what Pub/Sub calls the retraining function as',
    grants: {
      'roles/run.invoker on function retrain': [
        '`run.routes.invoke`: each request is a call',
        `${DOCS}/run/docs/triggering/pubsub-push`,
      ],
    },
  },
  ...DELIVERY_ACCOUNTS,
];
