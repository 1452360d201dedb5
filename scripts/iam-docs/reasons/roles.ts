import { PAGE, type Reason } from './reason';

const DOCS = 'https://cloud.google.com';
const ATTACHMENT = `${DOCS}/vertex-ai/docs/general/vpc-psc-i-setup`;
const JOBS = `${DOCS}/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs`;
const BUILDS = `${DOCS}/secure-source-manager/docs/connect-cloud-build`;
const CONTEXTS = `${DOCS}/vertex-ai/docs/reference/rest/v1/projects.locations.metadataStores.contexts`;

/** Why each permission of the kit's own roles is in it, by role. */
export const ROLES: Readonly<Record<string, Readonly<Record<string, Reason>>>> = {
  predictor: { 'aiplatform.endpoints.predict': ['`endpoints.predict`, `.rawPredict`', PAGE.vertex] },
  workbenchoperator: {
    'notebooks.instances.get': ['the console shows the instance', PAGE.workbench],
    'notebooks.instances.getHealth': ['the console shows whether it answers', PAGE.workbench],
    'notebooks.instances.reset': ['a hung notebook is restarted', PAGE.workbench],
    'notebooks.instances.start': ['it is started after it stopped for being idle', PAGE.workbench],
    'notebooks.instances.stop': ['it is stopped by hand', PAGE.workbench],
  },
  attachment: {
    'compute.networkAttachments.get': ['`networkAttachments.get`: looks at who is let in', ATTACHMENT],
    'compute.networkAttachments.update': ['`networkAttachments.patch`: adds its own project', ATTACHMENT],
    'compute.regionOperations.get': ['`regionOperations.get`: waits for that', ATTACHMENT],
  },
  retrain: {
    'aiplatform.pipelineJobs.create': ['`pipelineJobs.create`: starts a run', JOBS],
    'aiplatform.pipelineJobs.get': ['`pipelineJobs.get`: whether an id is taken', JOBS],
    'aiplatform.pipelineJobs.list': ['`pipelineJobs.list`: which runs there are, for the limits', JOBS],
    'aiplatform.contexts.create': ['`contexts.create`: the experiment, at its first run', CONTEXTS],
    'aiplatform.contexts.addContextChildren': ['`contexts.addContextChildren`: the run belongs to it', CONTEXTS],
  },
  e2e: {
    'aiplatform.pipelineJobs.create': ['`pipelineJobs.create`: starts the run of a new pipeline', JOBS],
    'aiplatform.pipelineJobs.get': ['`pipelineJobs.get`: watches it', JOBS],
    'aiplatform.pipelineJobs.list': ['`pipelineJobs.list`: finds it again', JOBS],
    'aiplatform.pipelineJobs.cancel': ['`pipelineJobs.cancel`: ends it when it takes too long', JOBS],
  },
  promote: {
    'aiplatform.models.get': [
      '`models.get`: the version that the alias challenger points to',
      'https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/get',
    ],
    'aiplatform.pipelineJobs.get': ['`pipelineJobs.get`: watches the run that promotes it', JOBS],
    'aiplatform.pipelineJobs.list': ['`pipelineJobs.list`: finds that run', JOBS],
  },
  starter: {
    'cloudbuild.builds.create': ['`builds.create`: starts a build of a commit', BUILDS],
    'cloudbuild.builds.get': ['`builds.get`: shows its state beside the commit', BUILDS],
    'cloudbuild.builds.list': ['`builds.list`: finds it', BUILDS],
    'cloudbuild.builds.update': ['`builds.cancel`: ends it', BUILDS],
  },
};
