/** Contracts of the components in components.py. */
import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
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
} from '../../../../pipelines/ir';

const SOURCE = readFileSync(path(__dirname, 'components.py'), 'utf8');

function component<const I extends Ports, const O extends Ports>(functionName: string, inputs: I, outputs: O) {
  return pythonComponent({ name: functionName.replaceAll('_', '-'), functionName, inputs, outputs }, SOURCE);
}

const optional = { optional: true } as const;
const status = { kind: 'parameter', type: 'TASK_FINAL_STATUS', optional: true } as const;

export const makeRows = component(
  'make_rows',
  { n: integer() },
  {
    data: artifact('system.Dataset'),
    rows: integer(),
    names: list(),
    share: double(),
    label: string(),
    full: boolean(),
  },
);
export const describeAll = component(
  'describe',
  {
    text: string(),
    count: integer(),
    rate: double(),
    flag: boolean(),
    values: list(),
    config: struct(),
    note: string(optional),
  },
  { Output: string() },
);
export const train = component(
  'train',
  { data: artifact('system.Dataset'), rate: double() },
  { model: artifact('system.Model'), Output: double() },
);
export const shout = component('shout', { text: string() }, { Output: string() });
export const join = component('join', { first: string(), second: string() }, { Output: string() });
export const add = component('add', { a: integer(), b: integer() }, { Output: integer() });
export const total = component('total', { values: list() }, { Output: double() });
export const countItems = component('count_items', { values: list() }, { Output: integer() });
export const flatten = component('flatten', { values: list() }, { Output: string() });
export const joinAll = component('join_all', { values: list() }, { Output: string() });
export const readModels = component('read_models', { models: artifactList('system.Model') }, { Output: string() });
export const readData = component('read_data', { data: artifact('system.Dataset') }, { Output: integer() });
export const readAny = component('read_any', { anything: artifact('system.Artifact') }, { Output: string() });
export const evaluate = component(
  'evaluate',
  { model: artifact('system.Model') },
  {
    metrics: artifact('system.Metrics'),
    curve: artifact('system.ClassificationMetrics'),
    page: artifact('system.HTML'),
    summary: artifact('system.Markdown'),
    Output: double(),
  },
);
export const countRun = component(
  'count_run',
  { path: string() },
  { metrics: artifact('system.Metrics'), Output: integer() },
);
export const report = component('report', { path: string(), status }, {});
export const failUntil = component('fail_until', { path: string(), failures: integer() }, { Output: integer() });
export const readEnvironment = component('read_environment', { name: string() }, { Output: string() });
