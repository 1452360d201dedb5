/** Names of what the kit keeps in the bucket of the pipelines: Terraform writes it, the retraining function reads it. */

/** Which data concerns which models (routes.ts). */
export const ROUTES_OBJECT = 'routes.json';

/** The run plan of a model (plan.ts). */
export const planObject = (model: string): string => `plans/${model}.json`;

/** @param digest `sha256:` and 64 hexadecimal digits: a template that changes is another object */
export const templateObject = (pipeline: string, digest: string): string =>
  `templates/${pipeline}/${digest.replace(/^sha256:/, '')}.yaml`;
