/** Texts that follow a pattern, and the forms of a source repository. */
import { changed, plus, type Malformed } from './minimal';

export const MALFORMED_FORMATS: readonly Malformed[] = [
  {
    name: 'a model without a value',
    yaml: plus(`models:
  churn:`),
    error: [
      'mlops.yaml:7:3  models.churn: given nothing',
      '    allowed: a mapping with the keys description, group, team, serving, alerts, pipeline, parameters, trainOn, retrain, monitoring, promotion; fix: write {}',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'one principal instead of a list',
    yaml: plus('people: { dataScientists: "group:ds@acme.com" }'),
    error: [
      'mlops.yaml:6:27  people.dataScientists: given "group:ds@acme.com"',
      '    allowed: a list, each "user:EMAIL", "group:EMAIL", "serviceAccount:EMAIL", "domain:DOMAIN" or "principalSet://iam.googleapis.com/..." (never allUsers); fix: write ["group:ds@acme.com"]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an e-mail address instead of a principal',
    yaml: plus('people: { viewers: [ann@acme.com] }'),
    error: [
      'mlops.yaml:6:21  people.viewers[0]: given "ann@acme.com"',
      '    allowed: "user:EMAIL", "group:EMAIL", "serviceAccount:EMAIL", "domain:DOMAIN" or "principalSet://iam.googleapis.com/..." (never allUsers); fix: write "user:ann@acme.com"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'the public as a caller',
    yaml: plus('models: { churn: { serving: { callers: [allUsers] } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.serving.callers[0]: given "allUsers"',
      '    allowed: "user:EMAIL", "group:EMAIL", "serviceAccount:EMAIL", "domain:DOMAIN" or "principalSet://iam.googleapis.com/..." (never allUsers); fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'addresses in one text',
    yaml: plus('alerts: { notify: "a@acme.com, b@acme.com" }'),
    error: [
      'mlops.yaml:6:19  alerts.notify: given "a@acme.com, b@acme.com"',
      '    allowed: a list, each an e-mail address such as "mlops@acme.com"; fix: write ["a@acme.com", "b@acme.com"]',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'no e-mail address',
    yaml: plus('alerts: { notify: [ops] }'),
    error: [
      'mlops.yaml:6:20  alerts.notify[0]: given "ops"',
      '    allowed: an e-mail address such as "mlops@acme.com"; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a team without members',
    yaml: plus('teams: { retention: { members: [] } }'),
    error: [
      'mlops.yaml:6:32  teams.retention.members: given []',
      '    allowed: a list of at least 1 item, each "user:EMAIL", "group:EMAIL", "serviceAccount:EMAIL", "domain:DOMAIN" or "principalSet://iam.googleapis.com/..." (never allUsers); fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a basic role',
    yaml: plus('access: { audit: { member: "group:audit@acme.com", roles: [roles/owner] } }'),
    error: [
      'mlops.yaml:6:60  access.audit.roles[0]: given "roles/owner"',
      '    allowed: a role such as "roles/bigquery.dataViewer" or "projects/p/roles/custom"; not roles/owner, roles/editor or roles/viewer; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a role without its prefix',
    yaml: plus('access: { audit: { member: "group:audit@acme.com", roles: [logging.viewer] } }'),
    error: [
      'mlops.yaml:6:60  access.audit.roles[0]: given "logging.viewer"',
      '    allowed: a role such as "roles/bigquery.dataViewer" or "projects/p/roles/custom"; not roles/owner, roles/editor or roles/viewer; fix: write "roles/logging.viewer"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an API by its short name',
    yaml: plus('services: [dataflow]'),
    error: [
      'mlops.yaml:6:12  services[0]: given "dataflow"',
      '    allowed: an API such as "dataflow.googleapis.com"; fix: write "dataflow.googleapis.com"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a range with host bits set',
    yaml: plus('network: { range: 10.10.1.0/20 }'),
    error: [
      'mlops.yaml:6:19  network.range: given "10.10.1.0/20"',
      '    allowed: a private IPv4 range of /16 to /26 that starts where such a range starts, as "10.10.0.0/20" does; fix: write "10.10.0.0/20"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a range with a part above 255',
    yaml: plus('network: { range: 10.300.0.0/20 }'),
    error: [
      'mlops.yaml:6:19  network.range: given "10.300.0.0/20"',
      '    allowed: a private IPv4 range of /16 to /26 that starts where such a range starts, as "10.10.0.0/20" does; fix: write an allowed value, or remove the key (default: "10.10.0.0/20")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a range without its length',
    yaml: plus('network: { range: 10.20.0.0 }'),
    error: [
      'mlops.yaml:6:19  network.range: given "10.20.0.0"',
      '    allowed: a private IPv4 range of /16 to /26 that starts where such a range starts, as "10.10.0.0/20" does; fix: write "10.20.0.0/20"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a public range',
    yaml: plus('network: { range: 8.8.0.0/16 }'),
    error: [
      'mlops.yaml:6:19  network.range: given "8.8.0.0/16"',
      '    allowed: a private IPv4 range of /16 to /26 that starts where such a range starts, as "10.10.0.0/20" does; fix: write an allowed value, or remove the key (default: "10.10.0.0/20")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a network by its name alone',
    yaml: plus('network: { existing: { network: shared, subnetwork: ml } }'),
    error: [
      'mlops.yaml:6:33  network.existing.network: given "shared"',
      '    allowed: projects/PROJECT/global/networks/NAME; fix: write an allowed value',
      'mlops.yaml:6:53  network.existing.subnetwork: given "ml"',
      '    allowed: projects/PROJECT/regions/REGION/subnetworks/NAME; fix: write an allowed value',
      '2 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a currency in lower case',
    yaml: plus('budget: { billingAccount: 01A2B3-C4D5E6-F7A8B9, monthly: 100, currency: eur }'),
    error: [
      'mlops.yaml:6:73  budget.currency: given "eur"',
      '    allowed: a currency code such as "EUR"; fix: write "EUR"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a bucket name with a forbidden word',
    yaml: changed({ state: 'state: { bucket: acme-google-state }' }),
    error: [
      'mlops.yaml:5:18  state.bucket: given "acme-google-state"',
      '    allowed: a bucket name: 3 to 63 lower-case letters, digits, hyphens and underscores, without "google" in it; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a source host that is mistyped',
    yaml: plus('workspace: { source: { host: githb } }'),
    error: [
      'mlops.yaml:6:30  workspace.source.host: given "githb"',
      '    allowed: none, secureSourceManager, github, gitlab; fix: write "github"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a source host without its settings',
    yaml: plus('workspace: { source: { host: github, remoteUri: "git://github.com/acme/churn" } }'),
    error: [
      'mlops.yaml:6:14  workspace.source.appInstallationId: missing',
      '    allowed: a whole number above 0; fix: add "appInstallationId" to workspace.source',
      'mlops.yaml:6:14  workspace.source.oauthTokenSecretVersion: missing',
      '    allowed: projects/PROJECT/secrets/NAME/versions/VERSION; fix: add "oauthTokenSecretVersion" to workspace.source',
      'mlops.yaml:6:49  workspace.source.remoteUri: given "git://github.com/acme/churn"',
      '    allowed: an https URL that ends in .git; fix: write an allowed value',
      '3 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a key of another source host',
    yaml: plus('workspace: { source: { host: secureSourceManager, remoteUri: "https://github.com/acme/churn.git" } }'),
    error: [
      'mlops.yaml:6:51  workspace.source.remoteUri: unknown key',
      '    allowed: host; fix: remove it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a label value with a blank',
    yaml: plus('labels: { team: customer care }'),
    error: [
      'mlops.yaml:6:17  labels.team: given "customer care"',
      '    allowed: a label value: at most 63 lower-case letters, digits, hyphens and underscores; fix: write "customer-care"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a long value, cut',
    yaml: plus('labels: [one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve]'),
    error: [
      'mlops.yaml:6:9  labels: given ["one", "two", "three", "four", "five", "six", "seven", "...',
      '    allowed: a mapping of label keys to label values: lower-case, at most 63 characters each; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a reason that is none',
    yaml: changed({
      environments:
        'environments: { dev: { project: acme-churn-dev, stage: experimentation, ephemeral: { reason: test } } }',
    }),
    error: [
      'mlops.yaml:4:94  environments.dev.ephemeral.reason: given "test"',
      '    allowed: text of at least 10 characters; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'ephemeral as a truth value',
    yaml: changed({
      environments: 'environments: { dev: { project: acme-churn-dev, stage: experimentation, ephemeral: true } }',
    }),
    error: [
      'mlops.yaml:4:84  environments.dev.ephemeral: given true',
      '    allowed: a mapping with the key reason; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an override that Terraform can not hold',
    yaml: plus('overrides: { platform-dev: { google_storage_bucket.data: { ttl: .inf } } }'),
    error: [
      'mlops.yaml:6:65  overrides.platform-dev["google_storage_bucket.data"].ttl: given .inf',
      '    allowed: what JSON can hold: text, finite numbers, true, false, null, lists, mappings; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
