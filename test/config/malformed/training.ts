/** What trains and watches models by itself, and the feature store. */
import { changed, plus, type Malformed } from './minimal';

export const MALFORMED_TRAINING: readonly Malformed[] = [
  {
    name: 'a cron expression with six fields',
    yaml: plus('models: { churn: { retrain: { schedule: "0 0 4 * * 1" } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.retrain.schedule: given "0 0 4 * * 1"',
      '    allowed: a time that comes, as five fields of cron: "0 4 * * 1" is each Monday at 4:00; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a cron expression in words',
    yaml: plus('models: { churn: { retrain: { schedule: weekly } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.retrain.schedule: given "weekly"',
      '    allowed: a time that comes, as five fields of cron: "0 4 * * 1" is each Monday at 4:00; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a day that never comes',
    yaml: plus('models: { churn: { retrain: { schedule: "0 0 31 2 *" } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.retrain.schedule: given "0 0 31 2 *"',
      '    allowed: a time that comes, as five fields of cron: "0 4 * * 1" is each Monday at 4:00; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a minute beyond the hour',
    yaml: plus('models: { churn: { monitoring: { schedule: "75 6 * * *" } } }'),
    error: [
      'mlops.yaml:6:44  models.churn.monitoring.schedule: given "75 6 * * *"',
      '    allowed: a time that comes, as five fields of cron: "0 4 * * 1" is each Monday at 4:00; fix: write an allowed value, or remove the key (default: "0 6 * * *")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped time zone',
    yaml: plus('models: { churn: { retrain: { schedule: "0 4 * * 1", timeZone: Europe/Amsterdm } } }'),
    error: [
      'mlops.yaml:6:64  models.churn.retrain.timeZone: given "Europe/Amsterdm"',
      '    allowed: a time zone of the tz database, such as "Europe/Amsterdam" or "Etc/UTC"; fix: write an allowed value, or remove the key (default: "Etc/UTC")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an abbreviated time zone',
    yaml: plus('models: { churn: { retrain: { timeZone: CET } } }'),
    error: [
      'mlops.yaml:6:41  models.churn.retrain.timeZone: given "CET"',
      '    allowed: a time zone of the tz database, such as "Europe/Amsterdam" or "Etc/UTC"; fix: write an allowed value, or remove the key (default: "Etc/UTC")',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an incoming folder without its end',
    yaml: plus('models: { churn: { retrain: { onNewData: { objects: [orders] } } } }'),
    error: [
      'mlops.yaml:6:54  models.churn.retrain.onNewData.objects[0]: given "orders"',
      '    allowed: a folder below incoming/, such as "orders/"; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an incoming folder that leads elsewhere',
    yaml: plus('models: { churn: { retrain: { onNewData: { objects: [../models/] } } } }'),
    error: [
      'mlops.yaml:6:54  models.churn.retrain.onNewData.objects[0]: given "../models/"',
      '    allowed: a folder below incoming/, such as "orders/"; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a watched table of another dataset',
    yaml: plus('models: { churn: { retrain: { onNewData: { tables: [predictions.churn] } } } }'),
    error: [
      'mlops.yaml:6:53  models.churn.retrain.onNewData.tables[0]: given "predictions.churn"',
      '    allowed: a table of the dataset raw or features, such as "raw.orders"; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a cooldown below nothing',
    yaml: plus('models: { churn: { retrain: { cooldownHours: -1 } } }'),
    error: [
      'mlops.yaml:6:46  models.churn.retrain.cooldownHours: given -1',
      '    allowed: a number from 0 to 720; fix: write 0',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'no run a day',
    yaml: plus('models: { churn: { retrain: { maxRunsPerDay: 0 } } }'),
    error: [
      'mlops.yaml:6:46  models.churn.retrain.maxRunsPerDay: given 0',
      '    allowed: a whole number from 1 to 96; fix: write 1',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a mistyped key of retraining',
    yaml: plus('models: { churn: { retrain: { onDegradaton: true } } }'),
    error: [
      'mlops.yaml:6:31  models.churn.retrain.onDegradaton: unknown key',
      '    allowed: schedule, timeZone, onNewData, onDegradation, cooldownHours, maxRunsPerDay, maxConcurrentRuns; fix: write "onDegradation"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'retraining on degradation that nothing watches',
    yaml: plus('models: { churn: { retrain: { onDegradation: true } } }'),
    error: [
      'mlops.yaml:6:46  models.churn.retrain.onDegradation: nothing watches this model',
      '    allowed: onDegradation beside monitoring; fix: add monitoring: {}, or remove onDegradation',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an alert after more violations than windows',
    yaml: plus('models: { churn: { monitoring: { alertAfter: { violations: 4, windows: 3 } } } }'),
    error: [
      'mlops.yaml:6:60  models.churn.monitoring.alertAfter.violations: more violations than the 3 windows that are looked at; given 4',
      '    allowed: a whole number from 1 to 3; fix: write 3, or raise "windows" to 4',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a threshold above one',
    yaml: plus('models: { churn: { monitoring: { skew: 1.5 } } }'),
    error: [
      'mlops.yaml:6:40  models.churn.monitoring.skew: given 1.5',
      '    allowed: a number above 0 and at most 1; fix: write 0.015',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a threshold of a feature as text',
    yaml: plus('models: { churn: { monitoring: { thresholds: { tenure: high } } } }'),
    error: [
      'mlops.yaml:6:56  models.churn.monitoring.thresholds.tenure: given "high"',
      '    allowed: a number above 0 and at most 1; fix: write an allowed value',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an unknown distance',
    yaml: plus('models: { churn: { monitoring: { measure: jensenshannon } } }'),
    error: [
      'mlops.yaml:6:43  models.churn.monitoring.measure: given "jensenshannon"',
      '    allowed: jensen-shannon, l-infinity; fix: write "jensen-shannon"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a pipeline with capitals',
    yaml: plus('models: { churn: { pipeline: TabularTraining } }'),
    error: [
      'mlops.yaml:6:30  models.churn.pipeline: given "TabularTraining"',
      '    allowed: a name that `mlops pipelines` lists, or the path of a compiled pipeline that ends in .yaml; fix: write "tabulartraining"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'parameters as a list',
    yaml: plus('models: { churn: { parameters: [learning_rate] } }'),
    error: [
      'mlops.yaml:6:32  models.churn.parameters: given ["learning_rate"]',
      '    allowed: a mapping of pipeline parameters to values, such as { learning_rate: 0.05 }; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a parameter name with a hyphen',
    yaml: plus('models: { churn: { parameters: { learning-rate: 0.1 } } }'),
    error: [
      'mlops.yaml:6:34  models.churn.parameters.learning-rate: this name is not allowed; given "learning-rate"',
      '    allowed: a parameter name: letters, digits, underscores; fix: write "learningrate"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an image by tag',
    yaml: plus('pipelines: { image: europe-docker.pkg.dev/acme/images/components:latest }'),
    error: [
      'mlops.yaml:6:21  pipelines.image: given "europe-docker.pkg.dev/acme/images/components:latest"',
      '    allowed: an image by digest: REGION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE@sha256:...; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'sampling in production',
    yaml: changed({
      environments: 'environments: { prod: { project: acme-churn-prod, stage: production, sampling: 0.5 } }',
    }),
    error: [
      'mlops.yaml:4:80  environments.prod.sampling: production trains on the whole data; given 0.5',
      '    allowed: 1, or no sampling at all; fix: remove "sampling", or change the stage',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'sampling of nothing',
    yaml: changed({
      environments: 'environments: { dev: { project: acme-churn-dev, stage: experimentation, sampling: 0 } }',
    }),
    error: [
      'mlops.yaml:4:83  environments.dev.sampling: given 0',
      '    allowed: a number above 0 and at most 1; fix: write an allowed value, or remove the key',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a private platform whose steps cannot fetch packages',
    yaml: changed(
      { level: 'level: 1' },
      `security: { private: true }
models: { churn: {} }`,
    ),
    error: [
      'mlops.yaml:6:22  security.private: steps of pipelines have no way to the packages that a stock image lacks',
      '    allowed: private beside pipelines.image; fix: build pipelines/image, push it to Artifact Registry, and name it by digest in pipelines.image',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a feature view without a source',
    yaml: plus('featureStore: { groups: {}, online: { serving: bigtable, views: { churn: {} } } }'),
    error: [
      'mlops.yaml:6:74  featureStore.online.views.churn: nothing to serve',
      '    allowed: either "groups" or "table"; fix: add groups: { GROUP: [feature] }',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a feature view with two sources',
    yaml: plus(
      'featureStore: { groups: { c: { table: features.c, features: { tenure: {} } } }, online: { serving: bigtable, views: { churn: { table: features.c, entityIdColumns: [id], groups: { c: [tenure] } } } } }',
    ),
    error: [
      'mlops.yaml:6:126  featureStore.online.views.churn: both "groups" and "table"',
      '    allowed: either "groups" or "table"; fix: remove one of the two',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a feature view of an unknown group',
    yaml: plus(
      'featureStore: { groups: { customers: { table: features.c, features: { tenure: {} } } }, online: { serving: optimized, views: { churn: { groups: { customer: [tenure] } } } } }',
    ),
    error: [
      'mlops.yaml:6:147  featureStore.online.views.churn.groups.customer: no such feature group',
      '    allowed: customers; fix: write "customers"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a feature view of an unknown feature',
    yaml: plus(
      'featureStore: { groups: { customers: { table: features.c, features: { tenure: {} } } }, online: { serving: optimized, views: { churn: { groups: { customers: [tenur] } } } } }',
    ),
    error: [
      'mlops.yaml:6:159  featureStore.online.views.churn.groups.customers[0]: the group has no such feature; given "tenur"',
      '    allowed: tenure; fix: write "tenure"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a made table without a type',
    yaml: plus(
      'featureStore: { groups: { customers: { table: features.c, makeTable: true, features: { tenure: {} } } } }',
    ),
    error: [
      'mlops.yaml:6:96  featureStore.groups.customers.features.tenure: the table cannot be made without the type',
      '    fix: add type: FLOAT64, or what it is',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'an online store beside keys of your own',
    yaml: plus(`security: { cmek: true }
featureStore: { groups: {}, online: { serving: bigtable } }`),
    error: [
      'mlops.yaml:7:29  featureStore.online: an online store cannot have a key of yours yet',
      '    allowed: googleManagedKey: { reason: ... } beside security.cmek; fix: add the reason, or leave the online store out',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
  {
    name: 'a feature id with capitals',
    yaml: plus('featureStore: { groups: { customers: { table: features.c, features: { Tenure: {} } } } }'),
    error: [
      'mlops.yaml:6:71  featureStore.groups.customers.features.Tenure: this name is not allowed; given "Tenure"',
      '    allowed: a feature id: 1 to 60 lower-case letters, digits and underscores, starting with a letter; fix: write "tenure"',
      '1 problem in mlops.yaml; nothing was written',
    ],
  },
];
