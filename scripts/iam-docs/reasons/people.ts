import { type HolderReasons, PAGE } from './reason';

const DOCS = 'https://cloud.google.com';

/** People, and programs that are none of the kit's. */
export const PEOPLE: readonly HolderReasons[] = [
  {
    holder: 'people',
    is: 'data scientists, ML engineers and viewers, as `people` and `teams` in `mlops.yaml` name them',
    grants: {
      'roles/aiplatform.user on project': [
        'data scientists, ML engineers: experiments, jobs, models, endpoints, TensorBoard',
        PAGE.vertex,
      ],
      'roles/bigquery.jobUser on project': [
        'data scientists, ML engineers: `bigquery.jobs.create`; which tables they reach is granted on datasets',
        PAGE.bigquery,
      ],
      'roles/notebooks.viewer on project': [
        'data scientists, ML engineers: the list of workbenches; opening one is granted on its account',
        `${DOCS}/vertex-ai/docs/workbench/instances/iam`,
      ],
      'roles/serviceusage.serviceUsageConsumer on project': [
        'data scientists, ML engineers: `serviceusage.services.use`: calls are charged to the project',
        `${DOCS}/service-usage/docs/access-control`,
      ],
      'roles/logging.viewer on project': ['ML engineers: `logging.logEntries.list`', PAGE.logging],
      'roles/monitoring.viewer on project': [
        'ML engineers, viewers: dashboards and incidents',
        `${DOCS}/monitoring/access-control`,
      ],
      'roles/aiplatform.viewer on project': ['viewers: look at Vertex AI, change nothing', PAGE.vertex],
      'roles/bigquery.dataEditor on dataset raw | dataset features | dataset predictions': [
        'data scientists, ML engineers: `bigquery.tables.create`, `.updateData`, `.getData`',
        PAGE.bigquery,
      ],
      'roles/bigquery.dataViewer on dataset monitoring': [
        'all of them: `bigquery.tables.getData`: how far data has moved',
        PAGE.bigquery,
      ],
      'roles/storage.objectUser on bucket data | bucket models': [
        'data scientists, ML engineers: `storage.objects.create`, `.get`, `.list`, `.delete`',
        PAGE.storage,
      ],
      'roles/storage.objectViewer on bucket pipelines': [
        'data scientists, ML engineers: `storage.objects.get`, `.list`: what runs made, as the console shows it',
        PAGE.storage,
      ],
      'roles/artifactregistry.writer on repository images | repository packages | repository pipelines': [
        'data scientists, ML engineers: push images, packages and templates',
        PAGE.artifacts,
      ],
      'roles/artifactregistry.reader on repository pypi': [
        'data scientists, ML engineers: public packages, in a private environment',
        PAGE.artifacts,
      ],
      'roles/iam.serviceAccountUser on account training': [
        'data scientists, ML engineers: `iam.serviceAccounts.actAs` in `customJobs.create`',
        PAGE.useAccount,
      ],
      'roles/iam.serviceAccountUser on account serving': [
        'data scientists, ML engineers: `iam.serviceAccounts.actAs` in `endpoints.deployModel`, by hand',
        PAGE.useAccount,
      ],
      'roles/securesourcemanager.instanceAccessor on source instance': [
        'data scientists, ML engineers: reach the source repository',
        PAGE.sourceManager,
      ],
      'roles/securesourcemanager.repoWriter on source repository': [
        'data scientists, ML engineers: clone and push',
        PAGE.sourceManager,
      ],
      'roles/pubsub.publisher on topic runs': [
        'data scientists, ML engineers: `pubsub.topics.publish`: ask for a run by hand',
        PAGE.pubsub,
      ],
    },
  },
  {
    holder: 'approvers',
    is: 'who approves what goes to production, as `delivery.approvers` names them',
    grants: {
      'roles/cloudbuild.builds.approver on project': [
        '`cloudbuild.builds.approve`, `.get`, `.list`: looks at a build that waits, and lets it go on',
        `${DOCS}/build/docs/securing-builds/gate-builds-on-approval`,
      ],
    },
  },
  {
    holder: 'jobs of the Git host',
    is: 'jobs of GitHub Actions or GitLab CI of the one repository, told apart by what they run for: a pull request, the branch, a tag, a protected environment',
    grants: {
      'roles/iam.workloadIdentityUser on account cd | account ci | account e2e | account promote | account release': [
        '`iam.serviceAccounts.getAccessToken`: act as the account of their own build, without a key',
        `${DOCS}/iam/docs/workload-identity-federation-with-deployment-pipelines`,
      ],
    },
  },
  {
    holder: 'pods that train',
    is: 'the Kubernetes account `train` in the namespace `training`, in the cluster of `training.pools`',
    grants: {
      'roles/iam.workloadIdentityUser on account training': [
        '`iam.serviceAccounts.getAccessToken`: pods reach Google Cloud as that account',
        `${DOCS}/kubernetes-engine/docs/how-to/workload-identity`,
      ],
    },
  },
  {
    holder: 'users of a workbench',
    is: 'its owner or the members of its team, as `workspace.workbenches` names them',
    grants: {
      'roles/iam.serviceAccountUser on account workbench': [
        '`iam.serviceAccounts.actAs`: open JupyterLab, which runs as that account',
        PAGE.workbench,
      ],
      'custom role workbenchoperator on workbench': ['start and stop it; see the roles below', PAGE.workbench],
    },
  },
  {
    holder: 'callers of a model',
    is: 'who asks for predictions, as `serving.callers` names them',
    grants: {
      'custom role predictor on endpoint of the model': ['`endpoints.predict`; see the roles below', PAGE.vertex],
    },
  },
];
