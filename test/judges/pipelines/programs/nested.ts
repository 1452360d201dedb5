/** Programs whose tasks are pipelines, or of one component. */
import { artifact, double, integer, pipeline } from '../../../../pipelines/ir';
import * as c from './components';

const inner = pipeline('inner', { inputs: { n: integer(), rate: double({ default: 0.5 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  return {
    Output: p.task('train', c.train, { data: rows.outputs.data, rate: p.inputs.rate }).outputs.Output,
  };
});

export const nestedPipeline = pipeline('nested-pipeline', { inputs: { n: integer({ default: 4 }) } }, (p) => {
  const result = p.task('inner', inner, { n: p.inputs.n, rate: 1.5 });
  return { Output: p.task('total', c.total, { values: [1] }).after(result).outputs.Output };
});

export const nestedDefault = pipeline(
  'nested-default',
  { inputs: { n: integer({ default: 4 }), rate: double({ default: 9 }) } },
  (p) => {
    const result = p.task('inner', inner, { n: p.inputs.n });
    const constants = { text: 'own', count: 1, flag: true, values: [1], config: { a: 1 } };
    const own = p.task('describe', c.describeAll, { ...constants, rate: p.inputs.rate });
    return { inner: result.outputs.Output, own: own.outputs.Output };
  },
);

const reader = pipeline('reader', { inputs: { data: artifact('system.Dataset') } }, (p) => ({
  Output: p.task('read-data', c.readData, { data: p.inputs.data }).outputs.Output,
}));

export const nestedArtifact = pipeline('nested-artifact', { inputs: { n: integer({ default: 3 }) } }, (p) => {
  const { data } = p.task('make-rows', c.makeRows, { n: p.inputs.n }).outputs;
  return { Output: p.task('reader', reader, { data }).outputs.Output };
});

export const twice = pipeline('twice', { inputs: { n: integer({ default: 2 }) } }, (p) => {
  const { data } = p.task('make-rows', c.makeRows, { n: p.inputs.n }).outputs;
  const first = p.task('train', c.train, { data, rate: 1 });
  const second = p.task('train-2', c.train, { data, rate: 2 });
  const one = p.task('read-any', c.readAny, { anything: first.outputs.model }).after(second);
  const two = p.task('read-any-2', c.readAny, { anything: second.outputs.model });
  return { Output: p.task('join', c.join, { first: one.outputs.Output, second: two.outputs.Output }).outputs.Output };
});
