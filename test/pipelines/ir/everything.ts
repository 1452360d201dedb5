/** A pipeline with every kind of control flow, one inside the other. */
import {
  compile,
  double,
  list,
  type Pipeline,
  pipeline,
  type PipelineScope,
  type PipelineSpec,
  string,
  text,
} from '../../../pipelines/ir';
import { best, ingest, notify, say, train } from './components';

const inputs = { least: double({ default: 0.5 }), words: list({ default: ['a'] }), word: string({ default: 'w' }) };

/** A pipeline that uses its three inputs, and whose rest is `body`. */
export function withInputs(body: (p: PipelineScope<typeof inputs>) => void): Pipeline {
  return pipeline('shapes', { inputs }, (p) => {
    p.task('use-word', say, { text: text`${p.inputs.word} ${p.inputs.least} ${p.inputs.words}` });
    body(p);
  });
}

export function compiled(body: (p: PipelineScope<typeof inputs>) => void): PipelineSpec {
  return compile(withInputs(body));
}

export const everything = (): PipelineSpec =>
  compiled((p) => {
    p.exitHandler('tell', notify, { text: p.inputs.word }, (b) => {
      const made = b.task('ingest', ingest, { path: p.inputs.word });
      const choice = b
        .if('size', made.outputs.share, '>=', p.inputs.least, (x) => ({
          w: x.task('say-1', say, { text: 'x' }).outputs.said,
        }))
        .else((x) => ({ w: x.task('say-2', say, { text: made.outputs.label }).outputs.said }));
      const loop = b.parallelFor('each-name', { items: made.outputs.names, of: 'STRING' }, (i, name) => {
        i.if('same', name, '==', choice.outputs.w, (x) => void x.task('say-3', say, { text: name }));
        i.parallelFor('each-word', { items: p.inputs.words, of: 'STRING' }, (j, word) => {
          j.task('say-4', say, { text: text`${name} ${word} ${made.outputs.label}` });
        });
        const trained = i.task('train', train, { data: made.outputs.data });
        return { model: trained.outputs.model, auc: trained.outputs.auc };
      });
      b.parallelFor(
        'each-trial',
        { items: [{ rate: 0.1, word: 'x' }], of: { rate: 'NUMBER_DOUBLE', word: 'STRING' } },
        (i, trial) => {
          i.if(
            'known',
            trial.word,
            '==',
            'x',
            (x) => void x.task('train-2', train, { data: made.outputs.data, rate: trial.rate }),
          );
        },
      );
      b.task('best', best, { models: loop.collected.model, scores: loop.collected.auc });
    });
  });
