/** Programs that types cannot refuse: building them says which pipeline, task and input is wrong, and what to do. */
import {
  compile,
  type Handle,
  type ParameterRef,
  type Pipeline,
  pipeline,
  type PipelineScope,
  string,
  text,
} from '../../../pipelines/ir';
import { notify, say } from './components';

type P = PipelineScope<Record<never, never>>;

const build = (body: (p: P) => void) => pipeline('wrong', {}, body);
const sayAs = (p: Pick<P, 'task'>, name: string, words = 'x') => p.task(name, say, { text: words });

let leaked: ParameterRef<'STRING'>;
const elsewhere = pipeline('elsewhere', {}, (p) => {
  leaked = sayAs(p, 'outside').outputs.said;
});

const programs: Readonly<Record<string, readonly [() => Pipeline, string]>> = {
  'two tasks of one name': [
    () => build((p) => void [sayAs(p, 'a'), sayAs(p, 'a')]),
    'pipeline "wrong", task "a": there is a task of this name already; names are unique in a pipeline, inside branches and loops as well: choose another',
  ],
  'a name in a branch that is taken outside': [
    () =>
      build((p) => {
        const a = sayAs(p, 'a');
        p.if('c', a.outputs.said, '==', 'x', (b) => void sayAs(b, 'a'));
      }),
    'pipeline "wrong", task "a": there is a task of this name already',
  ],
  'a loop with the name of a task': [
    () =>
      build((p) => {
        sayAs(p, 'a');
        p.parallelFor('a', { items: ['x'], of: 'STRING' }, (b) => void sayAs(b, 'b'));
      }),
    'pipeline "wrong", task "a": there is a task of this name already',
  ],
  'a task name with two hyphens, which KFP uses itself': [
    () => build((p) => void sayAs(p, 'a--b')),
    'pipeline "wrong": "a--b" cannot name a task; use kebab-case of at most 100 letters, digits and single hyphens, without "-iteration-"',
  ],
  'a task name that looks like an iteration': [
    () => build((p) => void sayAs(p, 'a-iteration-1')),
    '"a-iteration-1" cannot name a task',
  ],
  'a pipeline name in capitals': [
    () => pipeline('Wrong', {}, (p) => void sayAs(p, 'a')),
    '"Wrong" cannot name a pipeline',
  ],
  'a pipeline input with a hyphen': [
    () => pipeline('wrong', { inputs: { 'a-b': string() } }, (p) => void p.task('a', say, { text: p.inputs['a-b'] })),
    '"a-b" cannot name an input or output; use letters, digits and single underscores, as in Python',
  ],
  'a pipeline without tasks': [
    () => build(() => undefined),
    'pipeline "wrong": the pipeline has no task; add one, or remove it',
  ],
  'a branch without tasks': [
    () => build((p) => void p.if('c', sayAs(p, 'a').outputs.said, '==', 'x', () => undefined)),
    'pipeline "wrong": branch "c-if" has no task',
  ],
  'tasks that wait for each other': [
    () =>
      build((p) => {
        const a = sayAs(p, 'a');
        const b = p.task('b', say, { text: a.outputs.said });
        a.after(sayAs(p, 'c').after(b));
      }),
    'pipeline "wrong", task "a": waits for itself: a -> c -> b -> a; remove one of these dependencies',
  ],
  'a task in a branch that waits for what waits for the branch': [
    () =>
      build((p) => {
        const a = sayAs(p, 'a');
        let inside: Handle | undefined;
        const branch = p.if('c', a.outputs.said, '==', 'x', (b) => void (inside = sayAs(b, 'b')));
        inside!.after(sayAs(p, 'd').after(branch));
      }),
    'task "c": waits for itself: c -> d -> c',
  ],
  'waiting for a task inside a branch': [
    () =>
      build((p) => {
        let inside: Handle | undefined;
        p.if('c', sayAs(p, 'a').outputs.said, '==', 'x', (b) => void (inside = sayAs(b, 'b')));
        sayAs(p, 'd').after(inside!);
      }),
    'pipeline "wrong", task "d": cannot run after "b", which is in branch "c-if"; wait for a task of the same scope or of one around it',
  ],
  'an output of a branch used outside': [
    () =>
      build((p) => {
        p.if('c', sayAs(p, 'a').outputs.said, '==', 'x', (b) => void (leaked = sayAs(b, 'b').outputs.said));
        p.task('d', say, { text: leaked });
      }),
    'pipeline "wrong", task "d", input "text": output "said" of "b" cannot be seen outside branch "c-if"; return it from every branch, finish with else, and use the outputs of the whole choice',
  ],
  'an output of a loop used outside without collecting': [
    () =>
      build((p) => {
        p.parallelFor('l', { items: ['x'], of: 'STRING' }, (b) => void (leaked = sayAs(b, 'b').outputs.said));
        p.task('d', say, { text: leaked });
      }),
    'output "said" of "b" cannot be seen outside loop "l"; return it from the loop and use what is collected',
  ],
  'an item used outside its loop': [
    () =>
      build((p) => {
        p.parallelFor('l', { items: ['x'], of: 'STRING' }, (b, item) => {
          leaked = item;
          sayAs(b, 'b');
        });
        p.task('d', say, { text: leaked });
      }),
    'item of loop "l" cannot be seen outside loop "l"',
  ],
  'an output inside an exit handler used outside': [
    () =>
      build((p) => {
        p.exitHandler('n', notify, { text: 'x' }, (b) => void (leaked = sayAs(b, 'b').outputs.said));
        p.task('d', say, { text: leaked });
      }),
    'return it from the body and use the outputs of the exit handler',
  ],
  'an output of another pipeline': [
    () =>
      build((p) => {
        elsewhere.build();
        p.task('d', say, { text: leaked });
      }),
    'task "d", input "text": output "said" of "outside" belongs to another pipeline, "elsewhere"; pass it into this one as an input',
  ],
  'a condition on what is inside a loop': [
    () =>
      build((p) => {
        p.parallelFor('l', { items: ['x'], of: 'STRING' }, (b) => void (leaked = sayAs(b, 'b').outputs.said));
        p.if('c', leaked, '==', 'x', (b) => void sayAs(b, 'd'));
      }),
    'pipeline "wrong", task "c", input "condition": output "said" of "b" cannot be seen outside loop "l"',
  ],
  'a text with what is inside a branch': [
    () =>
      build((p) => {
        p.if('c', sayAs(p, 'a').outputs.said, '==', 'x', (b) => void (leaked = sayAs(b, 'b').outputs.said));
        p.task('d', say, { text: text`${leaked}!` });
      }),
    'task "d", input "text": output "said" of "b" cannot be seen outside branch "c-if"',
  ],
};

test.each(Object.entries(programs))('%s is refused', (_, [program, message]) => {
  expect(() => compile(program())).toThrow(message);
});
