import { type CapabilityInfo } from '../core/capability';

/** Made of a pipeline and a build: what it needs is made by the pipeline runtime and by pipeline delivery. */
export const PROMOTION: CapabilityInfo = {
  kind: 'promotion',
  title: 'Promotion',
  sinceLevel: 2,
  makes:
    'champion against challenger on the same data, a canary in steps on the endpoint that is there, and the way back to the champion',
  services: ['aiplatform.googleapis.com', 'cloudbuild.googleapis.com', 'pubsub.googleapis.com'],
};
