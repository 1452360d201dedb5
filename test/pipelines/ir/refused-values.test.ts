/** Inputs, values and options that types cannot refuse: building them says which pipeline, task and input is wrong, and what to do. */
import {
  compile,
  type Component,
  containerComponent,
  double,
  integer,
  list,
  type Pipeline,
  pipeline,
  type PipelineScope,
  string,
  text,
} from '../../../pipelines/ir';
import { evaluate, ingest, notify, say, train } from './components';

type P = PipelineScope<Record<never, never>>;

const build = (body: (p: P) => void) => pipeline('wrong', {}, body);
const sayAs = (p: Pick<P, 'task'>, name: string, words = 'x') => p.task(name, say, { text: words });

const programs: Readonly<Record<string, readonly [() => Pipeline, string]>> = {
  'a pipeline input that nothing uses': [
    () => pipeline('wrong', { inputs: { month: integer() } }, (p) => void sayAs(p, 'a')),
    'pipeline "wrong", input "month": nothing uses it; use it in a task, or remove it',
  ],
  'a default that does not fit': [
    () =>
      pipeline(
        'wrong',
        { inputs: { n: integer({ default: 1.5 }) } },
        (p) => void p.task('a', ingest, { path: '', limit: p.inputs.n }),
      ),
    'pipeline "wrong", input "n": its default 1.5 is not a whole number (NUMBER_INTEGER)',
  ],
  'a fraction where a whole number is wanted': [
    () => build((p) => void p.task('a', ingest, { path: 'p', limit: 0.5 })),
    'pipeline "wrong", task "a", input "limit": 0.5 is not a whole number (NUMBER_INTEGER)',
  ],
  'a number that is none': [
    () => build((p) => void p.task('a', train, { data: p.task('i', ingest, { path: '' }).outputs.data, rate: NaN })),
    'task "a", input "rate": null is not a number (NUMBER_DOUBLE)',
  ],
  'an input left out, past the types': [
    () => build((p) => void p.task('a', evaluate as Component, {})),
    'pipeline "wrong", task "a", input "model": missing: it takes system.Model',
  ],
  'an unknown input, past the types': [
    () => build((p) => void p.task('a', say as Component, { text: 'x', txt: 'y' } as never)),
    'pipeline "wrong", task "a", input "txt": component "say" has no such input; it has: text',
  ],
  'an exit task that needs the output of a task': [
    () =>
      build((p) => {
        const a = sayAs(p, 'a');
        p.exitHandler('n', notify, { text: a.outputs.said }, (b) => void sayAs(b, 'b'));
      }),
    'pipeline "wrong", task "n", input "text": an exit task runs also when other tasks failed; give it constants and the pipeline\'s inputs',
  ],
  'a component with a final status as a plain task': [
    () => build((p) => void p.task('n', notify, { text: 'x' })),
    'pipeline "wrong", task "n", input "status": only an exit handler has a final status; use p.exitHandler',
  ],
  'a loop through nothing': [
    () => build((p) => void p.parallelFor('l', { items: [], of: 'STRING' }, (b) => void sayAs(b, 'b'))),
    'pipeline "wrong", task "l", input "items": there are no items',
  ],
  'a loop without any parallelism': [
    () =>
      build((p) => void p.parallelFor('l', { items: ['x'], of: 'STRING', parallelism: 0 }, (b) => void sayAs(b, 'b'))),
    'task "l", input "items": parallelism is 0',
  ],
  'a text with a quote in a condition': [
    () => build((p) => void p.if('c', sayAs(p, 'a').outputs.said, '==', "it's", (b) => void sayAs(b, 'b'))),
    'task "c", input "condition": "it\'s" has a quote, backslash or line break',
  ],
  'a branch after else': [
    () =>
      build((p) => {
        const { said } = sayAs(p, 'a').outputs;
        const open = p.if('c', said, '==', 'x', (b) => void sayAs(b, 'b'));
        open.else((b) => void sayAs(b, 'd'));
        open.elseIf(said, '==', 'y', (b) => void sayAs(b, 'e'));
      }),
    'pipeline "wrong", task "c": has a branch after its else',
  ],
  'an output of the pipeline that is one of its inputs': [
    () =>
      pipeline('wrong', { inputs: { n: integer() } }, (p) => {
        p.task('a', ingest, { path: '', limit: p.inputs.n });
        return { n: p.inputs.n };
      }),
    'pipeline "wrong": the pipeline returns "n", which is no output of a task directly in it',
  ],
  'a loop that returns a list of artifacts of an inner loop': [
    () =>
      build((p) => {
        const { data } = p.task('i', ingest, { path: '' }).outputs;
        p.parallelFor('l', { items: ['x'], of: 'STRING' }, (b) => {
          const inner = b.parallelFor('m', { items: ['y'], of: 'STRING' }, (c) => ({
            model: c.task('t', train, { data }).outputs.model,
          }));
          return { model: inner.collected.model as never };
        });
      }),
    'pipeline "wrong", task "l": its body returns "model", a list of artifacts, and lists of lists of artifacts cannot be collected',
  ],
  'a pipeline that contains itself': [
    () => {
      const self: Pipeline = pipeline('wrong', {}, (p) => void p.task('a', self, {}));
      return self;
    },
    'pipeline "wrong": the pipeline contains itself',
  ],
  'a text for a nested pipeline': [
    () => {
      const inner = pipeline(
        'inner',
        { inputs: { words: string() } },
        (p) => void p.task('b', say, { text: p.inputs.words }),
      );
      return build((p) => void p.task('a', inner, { words: text`${sayAs(p, 'c').outputs.said}!` }));
    },
    'task "a", input "words": a text reaches components only, not nested pipelines',
  ],
  'memory without a known unit': [
    () => build((p) => void p.task('a', say, { text: 'x' }, { memory: '4GB' })),
    'pipeline "wrong", task "a": memory is "4GB"; give bytes, as in 4G or 512Mi',
  ],
  'cpu that is no number': [
    () => build((p) => void p.task('a', say, { text: 'x' }, { cpu: 'two' })),
    'task "a": cpu is "two"',
  ],
  'too many retries': [
    () => build((p) => void p.task('a', say, { text: 'x' }, { retry: { maxRetries: 11 } })),
    'task "a": retry.maxRetries is 11; give a whole number from 1 to 10',
  ],
  'a variable that no shell would take': [
    () => build((p) => void p.task('a', say, { text: 'x' }, { env: { 'A-B': '1' } })),
    'task "a": env has the variable "A-B"',
  ],
  'resources for an importer': [
    () => build((p) => void p.importer('a', { uri: 'gs://b/x', type: 'system.Model' }, { cpu: '2' })),
    'task "a": env and resources mean nothing for an importer',
  ],
  'an optional input that would take the place of one around it': [
    () => {
      const inputs = { rate: double({ optional: true }), names: list() };
      const inner = pipeline('inner', { inputs }, (p) => {
        const { data } = p.task('inner-ingest', ingest, { path: 'x' }).outputs;
        p.task('inner-train', train, { data, rate: p.inputs.rate });
        p.parallelFor(
          'inner-each',
          { items: p.inputs.names, of: 'STRING' },
          (b, item) => void b.task('b', say, { text: item }),
        );
      });
      return pipeline('wrong', { inputs }, (p) => {
        const { data } = p.task('ingest', ingest, { path: 'x' }).outputs;
        p.task('train', train, { data, rate: p.inputs.rate });
        p.task('a', inner, { names: p.inputs.names });
      });
    },
    'pipeline "wrong", task "a", input "rate": left out, it would take the value of the input of that name around it when run locally; give it, or rename one of them',
  ],
};

test.each(Object.entries(programs))('%s is refused', (_, [program, message]) => {
  expect(() => compile(program())).toThrow(message);
});

test('a container component with a broken port name is refused', () => {
  const broken = containerComponent({ name: 'c', image: 'i', inputs: { 'a b': string() } });
  const program = pipeline('wrong', {}, (p) => void p.task('a', broken, { 'a b': 'x' }));
  expect(() => compile(program)).toThrow('pipeline "wrong", task "a": "a b" cannot name an input or output');
});
