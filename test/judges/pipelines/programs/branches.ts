/** Programs with conditions and exit handlers. */
import { double, integer, pipeline, string } from '../../../../pipelines/ir';
import * as c from './components';

export const conditionOnNamedOutput = pipeline(
  'condition-on-named-output',
  { inputs: { path: string(), n: integer({ default: 4 }), least: double({ default: 0.3 }) } },
  (p) => {
    const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
    p.if('enough', rows.outputs.share, '>=', p.inputs.least, (b) => {
      b.task('fail-until', c.failUntil, { path: p.inputs.path, failures: 0 });
    });
    return { Output: rows.outputs.rows };
  },
);

export const oneOf = pipeline('one-of', { inputs: { n: integer({ default: 2 }) } }, (p) => {
  const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
  const size = p
    .if('size', rows.outputs.rows, '>', 3, (b) => ({
      word: b.task('shout', c.shout, { text: 'large' }).outputs.Output,
    }))
    .elseIf(rows.outputs.rows, '>', 1, (b) => ({
      word: b.task('shout-2', c.shout, { text: 'medium' }).outputs.Output,
    }))
    .else((b) => ({ word: b.task('shout-3', c.shout, { text: rows.outputs.label }).outputs.Output }));
  return { Output: p.task('join', c.join, { first: size.outputs.word, second: 'size' }).outputs.Output };
});

export const comparisons = pipeline(
  'comparisons',
  {
    inputs: {
      path: string(),
      n: integer({ default: 4 }),
      word: string({ default: 'go' }),
      limit: integer({ default: 5 }),
      ratio: double({ default: 4 }),
    },
  },
  (p) => {
    const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
    const inputs = { path: p.inputs.path, failures: 0 };
    const { outputs } = rows;
    p.if('string', p.inputs.word, '==', 'go', (b) => void b.task('fail-until', c.failUntil, inputs));
    p.if('boolean', outputs.full, '==', true, (b) => void b.task('fail-until-2', c.failUntil, inputs));
    p.if('unequal', outputs.label, '!=', 'few', (b) => void b.task('fail-until-3', c.failUntil, inputs));
    p.if('two-refs', outputs.rows, '<', p.inputs.limit, (b) => void b.task('fail-until-4', c.failUntil, inputs));
    p.if('mixed', outputs.rows, '==', p.inputs.ratio, (b) => void b.task('fail-until-5', c.failUntil, inputs));
    p.if('false', outputs.share, '>', 1, (b) => void b.task('fail-until-6', c.failUntil, inputs));
    p.if('nested', outputs.rows, '>', 0, (b) => {
      b.if('inner', outputs.share, '<=', p.inputs.ratio, (i) => void i.task('fail-until-7', c.failUntil, inputs));
    });
  },
);

export const conditionInLoop = pipeline(
  'condition-in-loop',
  { inputs: { path: string(), least: double({ default: 2 }), n: integer({ default: 2 }) } },
  (p) => {
    const rows = p.task('make-rows', c.makeRows, { n: p.inputs.n });
    p.parallelFor('each-rate', { items: [0.5, 1, 2], of: 'NUMBER_DOUBLE' }, (b, rate) => {
      const trained = b.task('train', c.train, { data: rows.outputs.data, rate });
      b.if('enough', trained.outputs.Output, '>=', p.inputs.least, (i) => {
        i.task('fail-until', c.failUntil, { path: p.inputs.path, failures: 0 });
      });
    });
  },
);

export const exitHandler = pipeline(
  'exit-handler',
  { inputs: { path: string(), counter: string(), failures: integer({ default: 0 }) } },
  (p) => {
    p.exitHandler('report', c.report, { path: p.inputs.path }, (b) => {
      const rows = b.task('make-rows', c.makeRows, { n: 1 });
      b.task('fail-until', c.failUntil, { path: p.inputs.counter, failures: p.inputs.failures }).after(rows);
    });
  },
);
