import { parse } from 'yaml';
import { type Config, configSchema } from '../../../config/schema';

const CONFIG = `
product: churn
level: 2
region: europe-west4
environments:
  dev: { project: acme-churn-dev, stage: experimentation }
  staging: { project: acme-churn-staging, stage: staging }
  prod: { project: acme-churn-prod, stage: production }
state: { bucket: acme-churn-tfstate }
models: { churn: {} }
`;

const REPOSITORIES = {
  cloudBuild: { host: 'workspace' },
  githubActions: { host: 'github', remoteUri: 'https://github.com/acme/churn.git' },
  gitlabCi: { host: 'gitlab', remoteUri: 'https://gitlab.com/acme/churn.git' },
};

/** A product with three environments that is delivered by a builder. */
export const level2 = (builder: keyof typeof REPOSITORIES): Config =>
  configSchema.parse({
    ...(parse(CONFIG) as object),
    delivery: { project: 'acme-churn-cicd', builder, repository: REPOSITORIES[builder] },
  });
