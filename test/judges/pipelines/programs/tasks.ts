/** Programs about what goes into one task. */
import {
  artifact,
  boolean,
  concat,
  containerComponent,
  double,
  ifPresent,
  integer,
  list,
  pipeline,
  string,
  struct,
  text,
} from '../../../../pipelines/ir';
import * as c from './components';

export const parameters = pipeline(
  'parameters',
  {
    inputs: {
      text: string({ default: 'yes' }),
      count: integer({ default: 3 }),
      rate: double({ default: 0.25 }),
      flag: boolean({ default: true }),
      values: list({ default: [1, 2, 3] }),
      config: struct({ default: { b: 1, a: [true, 'x'] } }),
      note: string({ optional: true }),
    },
  },
  (p) => ({ Output: p.task('describe', c.describeAll, p.inputs).outputs.Output }),
);

export const constants = pipeline('constants', {}, (p) => {
  const inputs = { text: '1e3', count: 7, rate: 1e-7, flag: false, values: [4], config: { on: 'off' } };
  return { Output: p.task('describe', c.describeAll, inputs).outputs.Output };
});

export const artifacts = pipeline('artifacts', { inputs: { n: integer({ default: 4 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  const trained = p.task('train', c.train, { data: rows.outputs.data, rate: 0.5 });
  const scored = p.task('evaluate', c.evaluate, { model: trained.outputs.model });
  const read = p.task('read-any', c.readAny, { anything: scored.outputs.summary });
  return { score: scored.outputs.Output, text: read.outputs.Output, model: trained.outputs.model };
});

/** Writes a file at the place of its metrics, without which the local runner never reuses a task's outputs. */
export const metrics = pipeline('metrics', { inputs: { path: string() } }, (p) => ({
  Output: p.task('count-run', c.countRun, { path: p.inputs.path }).outputs.Output,
}));

export const taskSettings = pipeline('task-settings', { inputs: { path: string() } }, (p) => {
  const retry = { maxRetries: 3, backoffSeconds: 0, backoffFactor: 2, maxBackoffSeconds: 60 };
  const tries = p.task('fail-until', c.failUntil, { path: p.inputs.path, failures: 2 }, { retry });
  const reading = p.task(
    'read-environment',
    c.readEnvironment,
    { name: 'MODE' },
    {
      env: { MODE: 'fast', A: '1' },
      cache: false,
      cpu: '500m',
      memory: '512Mi',
      accelerator: { type: 'NVIDIA_TESLA_T4', count: 1 },
      displayName: 'Read the mode',
    },
  );
  return { Output: reading.after(tries).outputs.Output };
});

export const importers = pipeline('importers', { inputs: { uri: string() } }, (p) => {
  const metadata = { source: 'test' };
  const given = p.importer('importer', { uri: p.inputs.uri, type: 'system.Dataset', reimport: true, metadata });
  const fixed = p.importer('importer-2', { uri: 'gs://bucket/model', type: 'system.Model' });
  const read = p.task('read-data', c.readData, { data: given.outputs.artifact }).after(fixed);
  return { Output: read.outputs.Output };
});

export const texts = pipeline('texts', { inputs: { name: string({ default: 'x' }) } }, (p) => {
  const first = p.task('shout', c.shout, { text: text`before ${p.inputs.name}` });
  const second = text`${first.outputs.Output} and ${p.inputs.name} after`;
  return { Output: p.task('shout-2', c.shout, { text: second }).outputs.Output };
});

const copyFile = containerComponent({
  name: 'copy-file',
  image: 'alpine:3.20',
  inputs: { data: artifact('system.Dataset'), times: integer(), label: string({ default: '' }) },
  outputs: { copy: artifact('system.Dataset'), size: string() },
  command: ['sh', '-c'],
  args: ({ inputs, outputs }) => [
    'cp "$0" "$1"',
    inputs.data.path,
    outputs.copy.path,
    inputs.times.value,
    outputs.size.outputFile,
    outputs.copy.uri,
    inputs.data.metadata('rows'),
    ifPresent('label', ['--label', inputs.label.value]),
    concat('--prefix=', inputs.label.value),
  ],
});

export const containers = pipeline('containers', { inputs: { n: integer({ default: 1 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  p.task('copy-file', copyFile, { data: rows.outputs.data, times: 2 });
});
