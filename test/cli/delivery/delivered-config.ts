import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const IMAGE = `europe-west4-docker.pkg.dev/acme-churn-dev/images/components@sha256:${'0'.repeat(64)}`;

const CONFIG = `
product: churn
level: 2
region: europe-west4
environments:
  dev: { project: acme-churn-dev, stage: experimentation }
  prod: { project: acme-churn-prod, stage: production }
state: { bucket: acme-churn-tfstate }
workspace: { source: { host: secureSourceManager } }
pipelines: { image: ${IMAGE} }
models: { churn: {} }
delivery:
  project: acme-churn-cicd
  approvers: [group:release@acme.com]
`;

/** Writes a configuration of level 2 that is built by Cloud Build from the repository of its workspace. */
export function writeDeliveredConfig(folder: string, change: (yaml: string) => string = (yaml) => yaml): string {
  const file = join(folder, 'mlops.yaml');
  writeFileSync(file, change(CONFIG));
  return file;
}

/** The same, built by another host from its own repository. */
export const builtBy =
  (builder: 'githubActions' | 'gitlabCi') =>
  (yaml: string): string => {
    const host = { githubActions: 'github', gitlabCi: 'gitlab' }[builder];
    const repository = `{ host: ${host}, remoteUri: 'https://${host}.com/acme/churn.git' }`;
    return `${yaml}  builder: ${builder}\n  repository: ${repository}\n`;
  };
