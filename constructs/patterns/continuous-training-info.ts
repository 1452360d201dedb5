import { type CapabilityInfo } from '../core/capability';

/** Told apart from the classes, as the platform stack and the models stacks each hold a part of the capability. */
export const CONTINUOUS_TRAINING: CapabilityInfo = {
  kind: 'continuous-training',
  title: 'Continuous training',
  sinceLevel: 1,
  makes:
    'schedules, notices of new data and alerts that ask for runs, a queue with dead letters, and the function that starts them',
  services: [
    'artifactregistry.googleapis.com',
    'cloudbuild.googleapis.com',
    'cloudfunctions.googleapis.com',
    'cloudresourcemanager.googleapis.com',
    'cloudscheduler.googleapis.com',
    'iam.googleapis.com',
    'logging.googleapis.com',
    'monitoring.googleapis.com',
    'pubsub.googleapis.com',
    'run.googleapis.com',
    'storage.googleapis.com',
  ],
};
