/** Programs with loops. */
import { integer, list, pipeline, string } from '../../../../pipelines/ir';
import * as c from './components';

export const staticLoop = pipeline('static-loop', { inputs: { prefix: string({ default: 'a' }) } }, (p) => {
  const loop = p.parallelFor('each', { items: ['x', 'y', 'z'], of: 'STRING', parallelism: 2 }, (b, item) => ({
    joined: b.task('join', c.join, { first: p.inputs.prefix, second: item }).outputs.Output,
  }));
  return { Output: p.task('join-all', c.joinAll, { values: loop.collected.joined }).outputs.Output };
});

export const loopOverInput = pipeline(
  'loop-over-input',
  { inputs: { rates: list({ default: [0.5, 1.5] }), n: integer({ default: 2 }) } },
  (p) => {
    const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
    const loop = p.parallelFor('each-rate', { items: p.inputs.rates, of: 'NUMBER_DOUBLE' }, (b, rate) => {
      const { outputs } = b.task('train', c.train, { data: rows.outputs.data, rate });
      return { score: outputs.Output, model: outputs.model };
    });
    const sum = p.task('total', c.total, { values: loop.collected.score });
    const models = p.task('read-models', c.readModels, { models: loop.collected.model });
    return { sum: sum.outputs.Output, models: models.outputs.Output };
  },
);

export const loopOverOutput = pipeline('loop-over-output', { inputs: { n: integer({ default: 3 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  const loop = p.parallelFor('each-name', { items: rows.outputs.names, of: 'STRING' }, (b, name) => ({
    joined: b.task('join', c.join, { first: rows.outputs.label, second: name }).outputs.Output,
  }));
  return { Output: p.task('join-all', c.joinAll, { values: loop.collected.joined }).outputs.Output };
});

export const outerOutputInLoop = pipeline('outer-output-in-loop', { inputs: { n: integer({ default: 3 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  const loop = p.parallelFor('each', { items: ['x', 'y'], of: 'STRING' }, (b, item) => ({
    joined: b.task('join', c.join, { first: rows.outputs.label, second: item }).outputs.Output,
  }));
  return { Output: p.task('join-all', c.joinAll, { values: loop.collected.joined }).outputs.Output };
});

export const integers = pipeline('integers', { inputs: { numbers: list({ default: [1, 2] }) } }, (p) => {
  const loop = p.parallelFor('each-number', { items: p.inputs.numbers, of: 'NUMBER_INTEGER' }, (b, number) => ({
    sum: b.task('add', c.add, { a: number, b: 1 }).outputs.Output,
  }));
  return { Output: p.task('count-items', c.countItems, { values: loop.collected.sum }).outputs.Output };
});

export const nestedLoops = pipeline('nested-loops', { inputs: { letters: list({ default: ['a', 'b'] }) } }, (p) => {
  const outer = p.parallelFor('each-letter', { items: p.inputs.letters, of: 'STRING' }, (b, letter) => {
    const inner = b.parallelFor('each-digit', { items: ['1', '2'], of: 'STRING' }, (i, digit) => ({
      joined: i.task('join', c.join, { first: letter, second: digit }).outputs.Output,
    }));
    return { joined: inner.collected.joined };
  });
  return { Output: p.task('flatten', c.flatten, { values: outer.collected.joined }).outputs.Output };
});

export const structItems = pipeline('struct-items', { inputs: { n: integer({ default: 2 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  const items = [
    { rate: 0.5, other: 1 },
    { rate: 2, other: 3 },
  ];
  const of = { rate: 'NUMBER_DOUBLE', other: 'NUMBER_DOUBLE' } as const;
  const loop = p.parallelFor('each-trial', { items, of }, (b, trial) => ({
    score: b.task('train', c.train, { data: rows.outputs.data, rate: trial.rate }).outputs.Output,
  }));
  return { Output: p.task('total', c.total, { values: loop.collected.score }).outputs.Output };
});

/** The KFP compiler cannot write a condition on a field of an item. */
export const conditionOnField = pipeline('condition-on-field', { inputs: { path: string() } }, (p) => {
  const items = [
    { word: 'a', size: 1 },
    { word: 'b', size: 2 },
    { word: 'b', size: 3 },
  ];
  const of = { word: 'STRING', size: 'NUMBER_INTEGER' } as const;
  p.parallelFor('each-item', { items, of }, (b, item) => {
    b.if('is-b', item.word, '==', 'b', (i) => {
      i.if('is-large', item.size, '>', 2, (j) => {
        j.task('fail-until', c.failUntil, { path: p.inputs.path, failures: 0 });
      });
    });
  });
});
