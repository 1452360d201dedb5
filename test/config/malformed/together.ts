/** Values that do not go together. */
import { changed, plus, type Malformed } from './minimal';

export const MALFORMED_TOGETHER: readonly Malformed[] = [
  {
    name: 'Secure Source Manager where there is none',
    yaml: changed({ region: 'region: europe-west1' }, 'workspace: { source: { host: secureSourceManager } }'),
    error: [
      'mlops.yaml:6:30  workspace.source.host: Secure Source Manager is not offered in europe-west1, the region of dev',
      '    allowed: secureSourceManager in asia-east1, asia-northeast1, asia-northeast3, australia-southeast1, europe-west2, europe-west4, me-central2, me-west1, northamerica-northeast1, us-central1; fix: use github, gitlab or none, or the region europe-west2',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'two environments in one project',
    yaml: changed({
      environments: `environments:
  dev: { project: acme-churn, stage: experimentation }
  prod: { project: acme-churn, stage: production }`,
    }),
    error: [
      'mlops.yaml:6:20  environments.prod.project: dev is in this project already: audit logs, agents and the metadata store are one a project; given "acme-churn"',
      '    allowed: a project for each environment; fix: name another project',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a team that does not exist, for a model',
    yaml: plus(`teams: { retention: { members: ["group:r@acme.com"] } }
models: { churn: { team: retenton } }`),
    error: [
      'mlops.yaml:7:26  models.churn.team: given "retenton"',
      '    allowed: a key of teams: retention; fix: write "retention"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a team that does not exist, for a workbench',
    yaml: plus('workspace: { workbenches: { ann: { team: research } } }'),
    error: [
      'mlops.yaml:6:42  workspace.workbenches.ann.team: given "research"',
      '    allowed: a key of teams, which has none; fix: add "research" to teams, or remove this key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a workbench that nobody opens',
    yaml: plus(`workspace:
  workbenches:
    ann: { machine: e2-standard-4 }`),
    error: [
      'mlops.yaml:8:10  workspace.workbenches.ann: nobody opens this workbench',
      '    allowed: either "owner" or "team"; fix: add owner: "user:..." or team: a key of teams',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a workbench with an owner and a team',
    yaml: plus(`teams: { r: { members: ["group:r@acme.com"] } }
workspace: { workbenches: { ann: { team: r, owner: "user:ann@acme.com" } } }`),
    error: [
      'mlops.yaml:7:34  workspace.workbenches.ann: both "owner" and "team"',
      '    allowed: either "owner" or "team"; fix: remove one of the two',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a group as the owner of a workbench',
    yaml: plus('workspace: { workbenches: { ann: { owner: "group:ds@acme.com" } } }'),
    error: [
      'mlops.yaml:6:43  workspace.workbenches.ann.owner: given "group:ds@acme.com"',
      '    allowed: one account: "user:..." or "serviceAccount:..."; fix: name one account, or make a team of the group and name it in "team"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'workbenches without an environment for experiments',
    yaml: changed(
      { environments: 'environments: { live: { project: acme-churn-live, stage: production } }' },
      'workspace: { workbenches: { ann: { owner: "user:ann@acme.com" } } }',
    ),
    error: [
      'mlops.yaml:6:27  workspace.workbenches: there is no environment to make workbenches in',
      '    allowed: workbenches when at least one environment has the stage experimentation; fix: add such an environment, or remove the workbenches',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a zone that the region does not have',
    yaml: changed(
      { region: 'region: europe-west1' },
      'workspace: { workbenches: { ann: { owner: "user:ann@acme.com", zone: a } } }',
    ),
    error: [
      'mlops.yaml:6:70  workspace.workbenches.ann.zone: europe-west1, the region of dev, has no such zone; given "a"',
      '    allowed: b, c, d; fix: write "b"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an ephemeral environment for production',
    yaml: changed({
      environments: `environments:
  live: { project: acme-live, stage: production, ephemeral: { reason: we rebuild it weekly } }`,
    }),
    error: [
      'mlops.yaml:5:50  environments.live.ephemeral: an environment for production can not be ephemeral',
      '    allowed: ephemeral in the stages experimentation and staging; fix: remove "ephemeral", or change the stage',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a subnet in another region',
    yaml: plus(`network:
  existing:
    network: projects/acme-net/global/networks/shared
    subnetwork: projects/acme-net/regions/europe-west1/subnetworks/ml`),
    error: [
      'mlops.yaml:9:17  network.existing.subnetwork: the subnet is in europe-west1, but dev is in europe-west4',
      '    allowed: a subnet in the region of every environment; fix: name a subnet in europe-west4, or set the region to "europe-west1"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a subnet of another project',
    yaml: plus(`network:
  existing:
    network: projects/acme-net/global/networks/shared
    subnetwork: projects/acme-dev/regions/europe-west4/subnetworks/ml`),
    error: [
      'mlops.yaml:9:17  network.existing.subnetwork: the subnet is in another project than the network; given "projects/acme-dev/regions/europe-west4/subnetworks/ml"',
      '    allowed: a subnet of projects/acme-net/global/networks/shared; fix: write the path of a subnet in acme-net',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a range for an existing network',
    yaml: plus(`network:
  range: 10.20.0.0/20
  existing:
    network: projects/acme-net/global/networks/shared
    subnetwork: projects/acme-net/regions/europe-west4/subnetworks/ml`),
    error: [
      'mlops.yaml:7:10  network.range: an existing network has its own range; given "10.20.0.0/20"',
      '    fix: remove "range", or remove "existing"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'consumer projects of a public endpoint',
    yaml: plus('models: { churn: { serving: { consumerProjects: [acme-shop] } } }'),
    error: [
      'mlops.yaml:6:49  models.churn.serving.consumerProjects: only private endpoints have consumer projects; given ["acme-shop"]',
      '    allowed: projects when security.private is true; fix: set security.private to true (for good), or remove this key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a label of the kit',
    yaml: plus('labels: { environment: dev }'),
    error: [
      'mlops.yaml:6:11  labels.environment: this label is set by the kit',
      '    allowed: keys that do not start with goog, other than product, environment, managed-by, capability; fix: choose another key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a label of Google',
    yaml: changed({
      environments: 'environments: { dev: { project: acme-churn-dev, stage: experimentation, labels: { goog-x: y } } }',
    }),
    error: [
      'mlops.yaml:4:83  environments.dev.labels.goog-x: this label is set by Google',
      '    allowed: keys that do not start with goog, other than product, environment, managed-by, capability; fix: choose another key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'more labels than a resource holds',
    yaml: plus(`labels: { ${Array.from({ length: 61 }, (_, i) => `l${i}: x`).join(', ')} }`),
    error: [
      'mlops.yaml:6:9  labels: 61 labels in dev, with the common ones',
      '    allowed: at most 60; fix: remove 1',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'no place for state',
    yaml: changed({ state: 'state: {}' }),
    error: [
      'mlops.yaml:5:8  state: no place for state',
      '    allowed: either "bucket" or "local: true"; fix: add bucket: NAME, or local: true for a rehearsal',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a state project without a bucket',
    yaml: changed({ state: 'state: { local: true, project: acme-state }' }),
    error: [
      'mlops.yaml:5:32  state.project: a project without a bucket; given "acme-state"',
      '    allowed: the project of the state bucket; fix: add "bucket", or remove "project"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an API listed twice',
    yaml: plus('services: [dataflow.googleapis.com, pubsub.googleapis.com, dataflow.googleapis.com]'),
    error: [
      'mlops.yaml:6:60  services[2]: this is in the list already; given "dataflow.googleapis.com"',
      '    allowed: each name once; fix: remove it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'more addresses than a budget has channels',
    yaml: plus(`alerts: { notify: [a@acme.com, b@acme.com, c@acme.com, d@acme.com, e@acme.com, f@acme.com] }
budget: { billingAccount: 0A1B2C-3D4E5F-6A7B8C, monthly: 100, currency: EUR }`),
    error: [
      'mlops.yaml:6:11  alerts.notify: 6 addresses, and a budget',
      '    allowed: at most 5 addresses beside a budget; fix: name a group address instead of single ones',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'mistakes of all kinds in one go',
    yaml: `product: churn
level: 0
regoin: europe-west4
environments:
  dev: { project: acme-churn-dev, stage: experimentation }
  prod: { project: acme-churn-prod, stage: production, ephemeral: { reason: because we can } }
state: { bucket: Acme-State }
models:
  churn:
    team: retention
    serving: { replicas: [5, 1] }
  churn: {}
services: [dataflow.googleapis.com, dataflow.googleapis.com]
`,
    error: [
      'mlops.yaml:3:1  regoin: unknown key',
      '    allowed: region, level, people, teams, network, ... (24 in all); fix: write "region"',
      'mlops.yaml:6:56  environments.prod.ephemeral: an environment for production can not be ephemeral',
      '    allowed: ephemeral in the stages experimentation and staging; fix: remove "ephemeral", or change the stage',
      'mlops.yaml:7:18  state.bucket: given "Acme-State"',
      '    allowed: a bucket name: 3 to 63 lower-case letters, digits, hyphens and underscores, without "google" in it; fix: write "acme-state"',
      'mlops.yaml:10:11  models.churn.team: given "retention"',
      '    allowed: a key of teams, which has none; fix: add "retention" to teams, or remove this key',
      'mlops.yaml:11:26  models.churn.serving.replicas: given [5, 1]',
      '    allowed: [minimum, maximum] with 1 <= minimum <= maximum <= 1000; fix: write [1, 5]',
      'mlops.yaml:12:3  models.churn: this key is there twice',
      '    fix: remove one of the two',
      'mlops.yaml:13:37  services[1]: this is in the list already; given "dataflow.googleapis.com"',
      '    allowed: each name once; fix: remove it',
      '7 problems in mlops.yaml; nothing was written',
    ],
  },
];
