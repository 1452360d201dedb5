/** Keys, names, anchors and aliases. */
import { changed, plus, type Malformed } from './minimal';

export const MALFORMED_KEYS: readonly Malformed[] = [
  {
    name: 'a key twice',
    yaml: plus(`services: []
labels: {}
services: [dataflow.googleapis.com]`),
    error: [
      'mlops.yaml:8:1  services: this key is there twice',
      '    fix: remove one of the two',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a key twice in a flow mapping',
    yaml: changed({ state: 'state: { local: true, local: false }' }),
    error: [
      'mlops.yaml:5:23  state.local: this key is there twice',
      '    fix: remove one of the two',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a number as a key',
    yaml: plus('models: { 1: {} }'),
    error: [
      'mlops.yaml:6:11  models.1: a key that is not text; given 1',
      '    allowed: text; fix: write "1", in quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a truth value as a key',
    yaml: plus('models: { true: {} }'),
    error: [
      'mlops.yaml:6:11  models.true: a key that is not text; given true',
      '    allowed: text; fix: write "true", in quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'no key',
    yaml: plus(`models:
  : {}`),
    error: [
      'mlops.yaml:7:3  models.null: a key that is not text; given nothing',
      '    allowed: text; fix: write a name in front of the ":"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a list as a key',
    yaml: plus(`? [models]
: {}`),
    error: [
      'mlops.yaml:6:3: a key that is not text',
      '    allowed: text; fix: write a name in front of the ":"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a merge key',
    yaml: plus(`models:
  churn: &churn {}
  fraud: { <<: *churn }`),
    error: [
      'mlops.yaml:8:12  models.fraud["<<"]: merge keys (<<) are not part of YAML 1.2',
      '    fix: write the keys out',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: '__proto__ as a key',
    yaml: plus('models: { __proto__: {} }'),
    error: [
      'mlops.yaml:6:11  models.__proto__: this key is reserved',
      '    fix: remove it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an alias without an anchor',
    yaml: plus(`models:
  churn: *churn`),
    error: [
      'mlops.yaml:7:10  models.churn: the alias *churn has no anchor &churn before it',
      '    fix: write the value out, put "&churn" in front of the value meant, or quote the text',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a text that looks like an alias',
    yaml: plus('people: { viewers: [*] }'),
    error: [
      'mlops.yaml:6:21: an alias (*) without a name',
      '    fix: put the text in quotes',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an alias inside its own anchor',
    yaml: plus('overrides: { platform: &all { self: *all } }'),
    error: [
      'mlops.yaml:6:37  overrides.platform.self: the alias *all stands inside its own anchor',
      '    fix: write the value out',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a bomb of aliases',
    yaml: plus(`overrides:
  a: &a { x: { k: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] } }
  b: &b { x: { k: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a] } }
  c: &c { x: { k: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b] } }
  d: &d { x: { k: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c] } }
  e: &e { x: { k: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d] } }
  f: &f { x: { k: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e] } }`),
    error: [
      'mlops.yaml:11:44  overrides.e.x.k[6]: with the alias *d the file grows beyond 100,000 values',
      '    fix: use fewer aliases of aliases',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'one mistake behind two aliases',
    yaml: plus(`models:
  churn: { serving: &small { replicas: [2] } }
  fraud: { serving: *small }
  spam: { serving: *small }`),
    error: [
      'mlops.yaml:7:40  models.churn.serving.replicas: given [2]',
      '    allowed: [minimum, maximum] with 1 <= minimum <= maximum <= 1000; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped key at the top',
    yaml: changed({ product: 'prodct: churn' }),
    error: [
      'mlops.yaml:1:1  prodct: unknown key',
      '    allowed: product, people, data, models, budget, ... (24 in all); fix: write "product"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped key far down',
    yaml: plus(`models:
  churn:
    serving: { replcas: [1, 2] }`),
    error: [
      'mlops.yaml:8:16  models.churn.serving.replcas: unknown key',
      '    allowed: machine, replicas, requestLogging, callers, consumerProjects; fix: write "replicas"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a key that means nothing',
    yaml: plus('kubernetes: true'),
    error: [
      'mlops.yaml:6:1  kubernetes: unknown key',
      '    allowed: alerts, services, overrides, pipelines, budget, ... (24 in all); fix: remove it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a known key at the wrong place',
    yaml: plus('machine: n1-standard-4'),
    error: [
      'mlops.yaml:6:1  machine: unknown key',
      '    allowed: training, access, region, state, people, ... (24 in all); fix: remove it',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a key with its case wrong',
    yaml: plus('security: { CMEK: true }'),
    error: [
      'mlops.yaml:6:13  security.CMEK: unknown key',
      '    allowed: cmek, private, auditData, logRetentionDays; fix: write "cmek"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an upper-case environment name',
    yaml: changed({ environments: 'environments: { DEV: { project: acme-churn-dev, stage: experimentation } }' }),
    error: [
      'mlops.yaml:4:17  environments.DEV: this name is not allowed; given "DEV"',
      '    allowed: 2 to 8 lower-case letters and digits, starting with a letter; fix: write "dev"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a name and what it holds, both wrong',
    yaml: changed({ environments: 'environments: { Dev: { project: acme-churn-dev, stage: testing } }' }),
    error: [
      'mlops.yaml:4:17  environments.Dev: this name is not allowed; given "Dev"',
      '    allowed: 2 to 8 lower-case letters and digits, starting with a letter; fix: write "dev"',
      'mlops.yaml:4:56  environments.Dev.stage: given "testing"',
      '    allowed: experimentation, staging, production; fix: write an allowed value',
      '2 problems in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a model name with a hyphen at its end',
    yaml: plus('models: { churn-: {} }'),
    error: [
      'mlops.yaml:6:11  models.churn-: this name is not allowed; given "churn-"',
      '    allowed: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, not ending with a hyphen; fix: write "churn"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a label key in upper case',
    yaml: plus('labels: { Team: retention }'),
    error: [
      'mlops.yaml:6:11  labels.Team: this name is not allowed; given "Team"',
      '    allowed: a label key: 1 to 63 lower-case letters, digits, hyphens and underscores, starting with a letter; fix: write "team"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
