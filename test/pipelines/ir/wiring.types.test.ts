/**
 * Programs that `tsc` refuses: each `@ts-expect-error` is itself an error when the line below it compiles. Whoever
 * forces one past `tsc` is refused when the pipeline is built, which is what the test runs.
 */
import {
  type ArtifactRef,
  boolean,
  compile,
  double,
  integer,
  list,
  PipelineError,
  type ParameterRef,
  type Pipeline,
  pipeline,
  type PipelineScope,
  string,
  text,
} from '../../../pipelines/ir';
import { best, evaluate, ingest, notify, publish, say, train } from './components';

const inputs = { path: string({ default: 'p' }), rates: list({ default: [0.1] }), rate: double({ default: 0.1 }) };
type P = PipelineScope<typeof inputs>;

/** A pipeline in which only `body` is wrong: its inputs are used, and two good tasks are there. */
function wrong(body: (p: P, made: ReturnType<typeof goodTasks>) => void): () => Pipeline {
  return () =>
    pipeline('wrong', { inputs }, (p) => {
      body(p, goodTasks(p));
    });
}

function goodTasks(p: P) {
  const data = p.task('good-ingest', ingest, { path: p.inputs.path });
  const model = p.task('good-train', train, { data: data.outputs.data, rate: p.inputs.rate });
  p.parallelFor('good-loop', { items: p.inputs.rates, of: 'NUMBER_DOUBLE' }, (b, rate) => {
    b.task('good-each', train, { data: data.outputs.data, rate });
  });
  return { data, model };
}

const programs: Readonly<Record<string, () => Pipeline>> = {
  'a model where a dataset is wanted': wrong((p, { data, model }) => {
    // @ts-expect-error system.Model does not go into system.Dataset
    p.task('t', evaluate, { model: model.outputs.model, data: model.outputs.model });
    void data;
  }),
  'a dataset where a model is wanted': wrong((p, { data }) => {
    // @ts-expect-error system.Dataset does not go into system.Model
    p.task('t', evaluate, { model: data.outputs.data, data: data.outputs.data });
  }),
  'a parameter where an artifact is wanted': wrong((p, { data }) => {
    // @ts-expect-error a number is no artifact
    p.task('t', train, { data: data.outputs.rows });
  }),
  'a constant where an artifact is wanted': wrong((p) => {
    // @ts-expect-error a path is no artifact
    p.task('t', train, { data: 'gs://bucket/data' });
  }),
  'an artifact where a parameter is wanted': wrong((p, { data }) => {
    // @ts-expect-error a dataset is no string
    p.task('t', say, { text: data.outputs.data });
  }),
  'one artifact where a list is wanted': wrong((p, { data, model }) => {
    // @ts-expect-error one model is no list of models
    p.task('t', best, { models: model.outputs.model, scores: data.outputs.names });
  }),
  'a list of artifacts where one is wanted': wrong((p, { data }) => {
    const loop = p.parallelFor('l', { items: [0.1], of: 'NUMBER_DOUBLE' }, (b, rate) => ({
      model: b.task('each', train, { data: data.outputs.data, rate }).outputs.model,
    }));
    // @ts-expect-error a list of models is no model
    p.task('t', publish, { anything: loop.collected.model });
  }),
  'an integer where a double is wanted': wrong((p, { data }) => {
    // @ts-expect-error NUMBER_INTEGER is not NUMBER_DOUBLE
    p.task('t', train, { data: data.outputs.data, rate: data.outputs.rows });
  }),
  'a string where a number is wanted': wrong((p, { data }) => {
    // @ts-expect-error '0.1' is a string
    p.task('t', train, { data: data.outputs.data, rate: '0.1' });
  }),
  'a number where a string is wanted': wrong((p) => {
    // @ts-expect-error 7 is a number
    p.task('t', say, { text: 7 });
  }),
  'a list where a struct is wanted': wrong((p, { data }) => {
    // @ts-expect-error a list is no struct
    p.task('t', train, { data: data.outputs.data, config: [1] });
  }),
  'an input left out': wrong((p) => {
    // @ts-expect-error path is missing
    p.task('t', ingest, { limit: 3 });
  }),
  'an input that the component does not have': wrong((p) => {
    // @ts-expect-error ingest has no input pathh
    p.task('t', ingest, { path: 'p', pathh: 'q' });
  }),
  'an output that the component does not have': wrong((p, { data }) => {
    // @ts-expect-error ingest has no output dataset
    p.task('t', train, { data: data.outputs.dataset });
  }),
  'a pipeline input that is not declared': wrong((p) => {
    // @ts-expect-error the pipeline has no input month
    p.task('t', say, { text: p.inputs.month });
  }),
  'a final status outside an exit handler': wrong((p) => {
    // @ts-expect-error the backend fills in the status
    p.task('t', notify, { text: 'x', status: 'SUCCEEDED' });
  }),
  'a condition that orders strings': wrong((p, { data }) => {
    // @ts-expect-error strings are only equal or not
    p.if('c', data.outputs.label, '>', 'a', (b) => void b.task('t', say, { text: 'x' }));
  }),
  'a condition that orders booleans': wrong((p, { data }) => {
    // @ts-expect-error booleans are only equal or not
    p.if('c', data.outputs.full, '>=', false, (b) => void b.task('t', say, { text: 'x' }));
  }),
  'a condition that compares a number with a string': wrong((p, { data }) => {
    // @ts-expect-error rows is a number
    p.if('c', data.outputs.rows, '==', '3', (b) => void b.task('t', say, { text: 'x' }));
  }),
  'a condition that compares a string with a boolean output': wrong((p, { data }) => {
    // @ts-expect-error label is a string, full a boolean
    p.if('c', data.outputs.label, '==', data.outputs.full, (b) => void b.task('t', say, { text: 'x' }));
  }),
  'a condition on a list': wrong((p, { data }) => {
    // @ts-expect-error a list cannot be compared
    p.if('c', data.outputs.names, '==', 'a', (b) => void b.task('t', say, { text: 'x' }));
  }),
  'branches that return different names': wrong((p, { data }) => {
    p.if('c', data.outputs.rows, '>', 3, (b) => ({ a: b.task('t', say, { text: 'x' }).outputs.said }))
      // @ts-expect-error the first branch returns a, not b
      .else((b) => ({ b: b.task('u', say, { text: 'x' }).outputs.said }));
  }),
  'branches that return different types': wrong((p, { data }) => {
    p.if('c', data.outputs.rows, '>', 3, (b) => ({ a: b.task('t', say, { text: 'x' }).outputs.said }))
      // @ts-expect-error the first branch returns a string
      .else((b) => ({ a: b.task('u', ingest, { path: 'x' }).outputs.rows }));
  }),
  'a loop over what is no list': wrong((p, { data }) => {
    // @ts-expect-error rows is a number
    p.parallelFor('l', { items: data.outputs.rows, of: 'STRING' }, (b, item) => void b.task('t', say, { text: item }));
  }),
  'items of another type than declared': wrong((p) => {
    // @ts-expect-error 1 is no string
    p.parallelFor('l', { items: [1], of: 'STRING' }, (b, item) => void b.task('t', say, { text: item }));
  }),
  'an item where it does not fit': wrong((p, { data }) => {
    p.parallelFor('l', { items: ['a'], of: 'STRING' }, (b, item) => {
      // @ts-expect-error the item is a string
      b.task('t', train, { data: data.outputs.data, rate: item });
    });
  }),
  'a field that the items do not have': wrong((p) => {
    p.parallelFor('l', { items: [{ a: 'x' }], of: { a: 'STRING' } }, (b, item) => {
      // @ts-expect-error the items have no field b
      b.task('t', say, { text: item.b });
    });
  }),
  'an importer of one type used as another': wrong((p, { data }) => {
    const imported = p.importer('i', { uri: 'gs://b/x', type: 'google.VertexModel' });
    // @ts-expect-error google.VertexModel is not system.Model
    p.task('t', evaluate, { model: imported.outputs.artifact, data: data.outputs.data });
  }),
  'a nested pipeline without its input': wrong((p) => {
    const inner = pipeline('inner', { inputs: { text: string() } }, (q) => {
      q.task('inner-say', say, { text: q.inputs.text });
    });
    // @ts-expect-error text is missing
    p.task('t', inner, {});
  }),
  'a number in a text': wrong((p) => {
    // @ts-expect-error a text is made of strings and parameters
    p.task('t', say, { text: text`${{ not: 'a parameter' }}` });
    p.task('u', say, { text: 3 as never });
  }),
};

test.each(Object.entries(programs))('%s is refused by tsc, and when it is built', (_, program) => {
  expect(() => compile(program())).toThrow(PipelineError);
});

test('outputs of a choice without else, and of an exit handler in a branch, do not exist', () => {
  const program = (p: P, { data }: ReturnType<typeof goodTasks>): void => {
    const open = p.if('c', data.outputs.rows, '>', 3, (b) => ({ a: b.task('t', say, { text: 'x' }).outputs.said }));
    // @ts-expect-error only else completes a choice
    expect(open.outputs).toBeUndefined();
    p.if('d', data.outputs.rows, '>', 3, (b) => {
      b.task('u', say, { text: 'x' });
      // @ts-expect-error only a whole pipeline has an exit handler
      expect(b.exitHandler).toBeUndefined();
    });
  };
  compile(wrong(program)());
  expect.assertions(2);
});

test('what is known of a type is exact', () => {
  pipeline('exact', { inputs: { count: integer(), flag: boolean() } }, (p) => {
    const count: ParameterRef<'NUMBER_INTEGER'> = p.inputs.count;
    // @ts-expect-error count is an integer
    const wrongType: ParameterRef<'STRING'> = p.inputs.count;
    const { outputs } = p.task('t', ingest, { path: 'x' });
    const data: ArtifactRef<'system.Dataset'> = outputs.data;
    expect([count.type, wrongType.type, data.type]).toEqual(['NUMBER_INTEGER', 'NUMBER_INTEGER', 'system.Dataset']);
  }).build();
  expect.assertions(1);
});
