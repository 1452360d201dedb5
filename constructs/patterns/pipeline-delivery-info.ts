import { type CapabilityInfo } from '../core/capability';

export const PIPELINE_DELIVERY: CapabilityInfo = {
  kind: 'pipeline-delivery',
  title: 'Pipeline delivery',
  sinceLevel: 2,
  makes:
    'the connection to the repository, triggers of builds with approvals, an account for each kind of build and each environment, and repositories for what is built',
  services: [
    'artifactregistry.googleapis.com',
    'cloudbuild.googleapis.com',
    'cloudresourcemanager.googleapis.com',
    'iam.googleapis.com',
    'iamcredentials.googleapis.com',
    'logging.googleapis.com',
    'pubsub.googleapis.com',
    'storage.googleapis.com',
  ],
};
