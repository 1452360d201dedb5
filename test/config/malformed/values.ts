/** Single values: missing, of another type, out of bounds, not in a list. */
import { changed, plus, type Malformed } from './minimal';

export const MALFORMED_VALUES: readonly Malformed[] = [
  {
    name: 'no required key at all',
    yaml: `models: {}
`,
    error: [
      'mlops.yaml:1:1  product: missing',
      '    allowed: 2 to 12 lower-case letters and digits, starting with a letter; fix: add "product"',
      'mlops.yaml:1:1  level: missing',
      '    allowed: 0, 1, 2; fix: add "level"',
      'mlops.yaml:1:1  region: missing',
      '    allowed: africa-south1, asia-east1, asia-east2, asia-northeast1, asia-northeast2, ... (43 in all); fix: add "region"',
      'mlops.yaml:1:1  environments: missing',
      '    allowed: a mapping with at least one environment, such as { dev: { ... } }; fix: add "environments"',
      'mlops.yaml:1:1  state: missing',
      '    allowed: a mapping with the keys bucket, project, local; fix: add "state"',
      '5 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a required key missing further down',
    yaml: changed({
      environments: `environments:
  dev: { project: acme-churn-dev }`,
    }),
    error: [
      'mlops.yaml:5:3  environments.dev.stage: missing',
      '    allowed: experimentation, staging, production; fix: add "stage" to environments.dev',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an empty required value',
    yaml: changed({ product: 'product:' }),
    error: [
      'mlops.yaml:1:1  product: given nothing',
      '    allowed: 2 to 12 lower-case letters and digits, starting with a letter; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a product name with a hyphen',
    yaml: changed({ product: 'product: churn-eu' }),
    error: [
      'mlops.yaml:1:10  product: given "churn-eu"',
      '    allowed: 2 to 12 lower-case letters and digits, starting with a letter; fix: write "churneu"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a product name that is too long',
    yaml: changed({ product: 'product: customerchurn' }),
    error: [
      'mlops.yaml:1:10  product: given "customerchurn"',
      '    allowed: 2 to 12 lower-case letters and digits, starting with a letter; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a level that does not exist',
    yaml: changed({ level: 'level: 3' }),
    error: [
      'mlops.yaml:2:8  level: given 3',
      '    allowed: 0, 1, 2; fix: write 0',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a level as text',
    yaml: changed({ level: 'level: "0"' }),
    error: [
      'mlops.yaml:2:8  level: given "0"',
      '    allowed: 0, 1, 2; fix: write 0, without quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped region',
    yaml: changed({ region: 'region: europe-wst4' }),
    error: [
      'mlops.yaml:3:9  region: given "europe-wst4"',
      '    allowed: europe-west4, europe-west1, europe-west2, europe-west3, europe-west6, ... (43 in all); fix: write "europe-west4"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a zone instead of a region',
    yaml: changed({ region: 'region: europe-west4-a' }),
    error: [
      'mlops.yaml:3:9  region: given "europe-west4-a"',
      '    allowed: europe-west4, europe-west1, europe-west10, europe-west12, europe-west2, ... (43 in all); fix: write "europe-west4"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a project number instead of an id',
    yaml: changed({ environments: 'environments: { dev: { project: 123456789, stage: experimentation } }' }),
    error: [
      'mlops.yaml:4:33  environments.dev.project: given 123456789',
      '    allowed: a project id: 6 to 30 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a project id with blanks',
    yaml: changed({ environments: 'environments: { dev: { project: Acme Churn, stage: experimentation } }' }),
    error: [
      'mlops.yaml:4:33  environments.dev.project: given "Acme Churn"',
      '    allowed: a project id: 6 to 30 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen; fix: write "acme-churn"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a stage by another name',
    yaml: changed({ environments: 'environments: { dev: { project: acme-churn-dev, stage: prod } }' }),
    error: [
      'mlops.yaml:4:56  environments.dev.stage: given "prod"',
      '    allowed: experimentation, staging, production; fix: write "production"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'no environments',
    yaml: changed({ environments: 'environments: {}' }),
    error: [
      'mlops.yaml:4:15  environments: given {}',
      '    allowed: a mapping with at least one environment, such as { dev: { ... } }; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a list of environments',
    yaml: changed({
      environments: `environments:
  - { name: dev, project: acme-churn-dev, stage: experimentation }`,
    }),
    error: [
      'mlops.yaml:4:1  environments: given [{ name: "dev", project: "acme-churn-dev", stage: "experi...',
      '    allowed: a mapping with at least one environment, such as { dev: { ... } }; fix: write "key: value" pairs',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'yes instead of true',
    yaml: plus('security: { cmek: yes }'),
    error: [
      'mlops.yaml:6:19  security.cmek: given "yes"',
      '    allowed: true or false; fix: write true, without quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'off instead of false',
    yaml: plus('workspace: { tensorboard: off }'),
    error: [
      'mlops.yaml:6:27  workspace.tensorboard: given "off"',
      '    allowed: true or false; fix: write false, without quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a truth value in quotes',
    yaml: plus('security: { private: "true" }'),
    error: [
      'mlops.yaml:6:22  security.private: given "true"',
      '    allowed: true or false; fix: write true, without quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'replicas in the wrong order',
    yaml: plus(`models:
  churn: { serving: { replicas: [5, 1] } }`),
    error: [
      'mlops.yaml:7:33  models.churn.serving.replicas: given [5, 1]',
      '    allowed: [minimum, maximum] with 1 <= minimum <= maximum <= 1000; fix: write [1, 5]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'one number of replicas',
    yaml: plus('models: { churn: { serving: { replicas: 3 } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.serving.replicas: given 3',
      '    allowed: [minimum, maximum] with 1 <= minimum <= maximum <= 1000; fix: write [3, 3]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a replica count as text',
    yaml: plus('models: { churn: { serving: { replicas: [1, many] } } }'),
    error: [
      'mlops.yaml:6:45  models.churn.serving.replicas[1]: given "many"',
      '    allowed: a whole number from 1 to 1000; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a number in quotes',
    yaml: plus('data: { deleteTemporaryAfterDays: "30" }'),
    error: [
      'mlops.yaml:6:35  data.deleteTemporaryAfterDays: given "30"',
      '    allowed: a whole number from 1 to 365; fix: write 30, without quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a number below its range',
    yaml: plus('security: { logRetentionDays: 0 }'),
    error: [
      'mlops.yaml:6:31  security.logRetentionDays: given 0',
      '    allowed: a whole number from 1 to 3650; fix: write 1',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a number above its range',
    yaml: plus('workspace: { workbenches: { ann: { owner: "user:ann@acme.com", idleShutdownMinutes: 2000 } } }'),
    error: [
      'mlops.yaml:6:85  workspace.workbenches.ann.idleShutdownMinutes: given 2000',
      '    allowed: a whole number from 10 to 1440; fix: write 1440',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a fraction where a whole number is wanted',
    yaml: plus('budget: { billingAccount: 01A2B3-C4D5E6-F7A8B9, monthly: 99.5, currency: EUR }'),
    error: [
      'mlops.yaml:6:58  budget.monthly: given 99.5',
      '    allowed: a whole number of at least 1; fix: write 100',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a percentage instead of a share',
    yaml: plus('alerts: { quotaRatio: 80 }'),
    error: [
      'mlops.yaml:6:23  alerts.quotaRatio: given 80',
      '    allowed: a number above 0 and below 1; fix: write 0.8',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'not a number',
    yaml: plus('alerts: { quotaRatio: .nan }'),
    error: [
      'mlops.yaml:6:23  alerts.quotaRatio: given .nan',
      '    allowed: a number above 0 and below 1; fix: write an allowed value, or remove the key (default: 0.8)',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped machine type',
    yaml: plus('models: { churn: { serving: { machine: n1-standrd-4 } } }'),
    error: [
      'mlops.yaml:6:40  models.churn.serving.machine: given "n1-standrd-4"',
      '    allowed: n1-standard-4, n1-standard-1, n1-standard-2, n1-standard-8, n1-standard-64, ... (222 in all); fix: write "n1-standard-4"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a source without its host',
    yaml: plus('workspace: { source: {} }'),
    error: [
      'mlops.yaml:6:14  workspace.source.host: missing',
      '    allowed: none, secureSourceManager, github, gitlab; fix: add "host" to workspace.source',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a clone URL without its end',
    yaml: plus(
      'workspace: { source: { host: github, remoteUri: "http://github.com/acme/churn", appInstallationId: 1, oauthTokenSecretVersion: projects/p/secrets/s/versions/1 } }',
    ),
    error: [
      'mlops.yaml:6:49  workspace.source.remoteUri: given "http://github.com/acme/churn"',
      '    allowed: an https URL that ends in .git; fix: write "https://github.com/acme/churn.git"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a text longer than allowed',
    yaml: plus(`models: { churn: { description: ${'x'.repeat(501)} } }`),
    error: [
      'mlops.yaml:6:33  models.churn.description: given "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...',
      '    allowed: text of at most 500 characters; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
