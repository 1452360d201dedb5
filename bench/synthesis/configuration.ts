/** A stack holds this many models: 1,000 models are 20 stacks. */
const MODELS_PER_GROUP = 50;

/** A configuration with that many models, public endpoints, one caller each, no keys. */
export function configurationOf(models: number): string {
  const keys = Array.from({ length: models }, (_, index) => index);
  return `product: bench
level: 0
region: europe-west4
environments:
  dev: { project: acme-bench-dev, stage: experimentation }
state: { local: true }
people: { dataScientists: ['group:data-scientists@acme.com'], mlEngineers: ['group:ml-engineers@acme.com'] }
security: { cmek: false, private: false }
alerts: { notify: [mlops@acme.com] }
models:
${keys.map(modelText).join('')}`;
}

const modelText = (index: number): string => `  model-${index}:
    group: group-${Math.floor(index / MODELS_PER_GROUP)}
    serving:
      machine: n1-standard-4
      replicas: [1, 3]
      callers: ['serviceAccount:crm@acme-bench-dev.iam.gserviceaccount.com']
`;
