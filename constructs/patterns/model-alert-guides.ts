import { type AlertDocumentation } from '../monitoring/alert-policy';
import { percent } from '../monitoring/numbers';

/** What the alerts of a model say to whoever gets them. */

export const latencyGuide = (milliseconds: number): AlertDocumentation => ({
  means: `For five minutes, one request in twenty took longer than ${milliseconds} ms.`,
  firstSteps: [
    'Look at replicas and CPU on the dashboard: at the most replicas, raise `serving.replicas` or take a larger machine.',
    'Compare latency by deployed model: if the newest one is slow, send its traffic back to the one before.',
    'Compare `model` with `overhead` latency: a slow model is code or input size, overhead is the network or the platform.',
  ],
});

export const errorGuide = (ratio: number): AlertDocumentation => ({
  means: `For five minutes, more than ${percent(ratio)} of requests failed.`,
  firstSteps: [
    'See which codes: 5xx is the model or the platform, 429 is too few replicas or a quota, other 4xx is what callers send.',
    'For 5xx, read the container logs of the deployed model; if it was rolled out just now, send its traffic back.',
    'For 4xx, look at failed rows of the request table: did a caller or the schema of the features change?',
  ],
});

export const saturationGuide = (share: number, replicas: number): AlertDocumentation => ({
  means: `For ten minutes, all ${replicas} replicas have run with more than ${percent(share)} of their CPUs busy. More load makes requests wait or fail.`,
  firstSteps: [
    'Is the load expected? If not, find the caller in the request table.',
    'Raise the most replicas in `serving.replicas` and of the deployed model; check the quota of the machine type first.',
    'If CPU per request has grown since a rollout, send traffic back to the model before.',
  ],
});

export const servingGuide = (): AlertDocumentation => ({
  means: 'No replica of the model serves, so no request is answered. After a deliberate undeployment this is expected.',
  firstSteps: [
    'List what is deployed: `gcloud ai endpoints describe` with the id of the endpoint.',
    'Was it undeployed? Deploy it again from the model registry.',
    'Is it deployed without replicas? Read the container logs for a crash at start, and check quota and capacity of the machine type.',
  ],
});
