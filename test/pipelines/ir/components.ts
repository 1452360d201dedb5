/** Components that tests wire together; their code is never run. */
import {
  artifact,
  artifactList,
  boolean,
  double,
  integer,
  list,
  type Ports,
  pythonComponent,
  string,
  struct,
} from '../../../pipelines/ir';

function component<const I extends Ports, const O extends Ports>(name: string, inputs: I, outputs: O) {
  return pythonComponent({ name, functionName: name, inputs, outputs }, `def ${name}(): pass\n`);
}

export const ingest = component(
  'ingest',
  { path: string(), limit: integer({ default: 10 }) },
  {
    data: artifact('system.Dataset'),
    rows: integer(),
    names: list(),
    label: string(),
    full: boolean(),
    share: double(),
  },
);
export const train = component(
  'train',
  { data: artifact('system.Dataset'), rate: double({ default: 0.1 }), config: struct({ default: {} }) },
  { model: artifact('system.Model'), auc: double() },
);
export const evaluate = component(
  'evaluate',
  { model: artifact('system.Model'), data: artifact('system.Dataset') },
  { metrics: artifact('system.Metrics'), auc: double(), better: boolean() },
);
export const best = component(
  'best',
  { models: artifactList('system.Model'), scores: list() },
  { model: artifact('system.Model') },
);
export const publish = component('publish', { anything: artifact('system.Artifact') }, { url: string() });
export const say = component('say', { text: string() }, { said: string() });
export const notify = component(
  'notify',
  { text: string(), status: { kind: 'parameter', type: 'TASK_FINAL_STATUS', optional: true } },
  {},
);
