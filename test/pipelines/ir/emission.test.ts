/**
 * What the compiler writes: names and shapes that KFP's local runner reads as Vertex does. Each of the runner's bugs
 * has a test here that fails when our form falls into it; test/judges/pipelines runs the same forms.
 */
import { artifact, pipeline, string } from '../../../pipelines/ir';
import {
  type ComponentSpec,
  type PipelineSpec,
  type PipelineTaskSpec,
} from '../../../pipelines/ir/spec/pipeline-spec.generated';
import { ingest, say, train } from './components';
import { compiled, everything } from './everything';

function taskOf(spec: PipelineSpec, ...path: string[]): PipelineTaskSpec {
  let level: ComponentSpec = spec.root!;
  const tasks = path.map((name) => {
    const task = level.dag!.tasks![name]!;
    level = spec.components![task.componentRef!.name!]!;
    return task;
  });
  return tasks.at(-1)!;
}

/** Every task of a spec, with the DAG that it is in. */
function everyTask(spec: PipelineSpec): { readonly around: ComponentSpec; readonly task: PipelineTaskSpec }[] {
  const dags = [spec.root!, ...Object.values(spec.components ?? {})];
  return dags.flatMap((around) => Object.values(around.dag?.tasks ?? {}).map((task) => ({ around, task })));
}

describe('the local runner finds', () => {
  test('a condition on a named output in the root, by <task>--<output>', () => {
    const spec = compiled((p) => {
      const made = p.task('ingest', ingest, { path: 'p' });
      p.if('enough', made.outputs.share, '>=', p.inputs.least, (b) => void b.task('say', say, { text: 'x' }));
    });
    expect(taskOf(spec, 'enough')).toMatchObject({
      triggerPolicy: { condition: "inputs.parameter_values['ingest--share'] >= inputs.parameter_values['least']" },
      inputs: {
        parameters: {
          'ingest--share': { taskOutputParameter: { producerTask: 'ingest', outputParameterKey: 'share' } },
          least: { componentInputParameter: 'least' },
        },
      },
    });
  });

  test('every operand of a condition: a task output as <task>--<output>, everything else under a plain name', () => {
    const operands = everyTask(everything()).flatMap(({ task }) =>
      [...(task.triggerPolicy?.condition ?? '').matchAll(/parameter_values\['([^']+)'\]/g)].map(([, name]) => name!),
    );
    expect([...new Set(operands)].sort()).toEqual([
      'each_name_item',
      'each_trial_item_word',
      'ingest--share',
      'least',
      'size--w',
    ]);
    for (const name of operands) expect(name).not.toMatch(/pipelinechannel|-Output$|-loop-item/);
  });

  test('the list of a loop, always as a plain input of the DAG that the loop is in', () => {
    for (const { around, task } of everyTask(everything())) {
      const list = task.parameterIterator?.items?.inputParameter;
      if (list === undefined) continue;
      expect(task.inputs!.parameters![list]).toEqual({ componentInputParameter: list });
      expect(Object.keys(around.inputDefinitions?.parameters ?? {})).toContain(list);
    }
  });

  test('a loop over a named output in the root, in a DAG of its own', () => {
    const spec = compiled((p) => {
      const made = p.task('ingest', ingest, { path: 'p' });
      p.parallelFor(
        'each-name',
        { items: made.outputs.names, of: 'STRING' },
        (b, name) => void b.task('say', say, { text: name }),
      );
    });
    expect(taskOf(spec, 'each-name').parameterIterator).toBeUndefined();
    expect(taskOf(spec, 'each-name', 'each-name-loop')).toMatchObject({
      parameterIterator: { itemInput: 'each_name_item', items: { inputParameter: 'ingest--names' } },
      inputs: { parameters: { 'ingest--names': { componentInputParameter: 'ingest--names' } } },
    });
  });

  test("a loop's item, under a name without -- and -loop-item", () => {
    const items = everyTask(everything()).flatMap(({ task }) => task.parameterIterator?.itemInput ?? []);
    expect(items.sort()).toEqual(['each_name_item', 'each_trial_item', 'each_word_item']);
  });

  test('no task output among the parameters of a loop, which the item would replace', () => {
    for (const { task } of everyTask(everything())) {
      if (!task.parameterIterator) continue;
      for (const input of Object.values(task.inputs?.parameters ?? {}))
        expect(input).not.toHaveProperty('taskOutputParameter');
    }
  });

  test('no field of a struct item as an operand, but the plain input of a DAG', () => {
    for (const { task } of everyTask(everything())) {
      if (task.triggerPolicy?.condition === undefined) continue;
      for (const input of Object.values(task.inputs?.parameters ?? {}))
        expect(input).not.toHaveProperty('parameterExpressionSelector');
    }
  });

  test('only functions that it knows: no double() in a comparison of an integer with a double', () => {
    const spec = compiled((p) => {
      const made = p.task('ingest', ingest, { path: 'p' });
      p.if('mixed', made.outputs.rows, '>', p.inputs.least, (b) => void b.task('say', say, { text: 'x' }));
      p.if('half', made.outputs.rows, '>', 0.5, (b) => void b.task('say-2', say, { text: 'x' }));
      p.if('whole', made.outputs.rows, '>', 3, (b) => void b.task('say-3', say, { text: 'x' }));
      p.if('share', made.outputs.share, '>', 3, (b) => void b.task('say-4', say, { text: 'x' }));
    });
    const condition = (name: string) => taskOf(spec, name).triggerPolicy!.condition;
    expect(['mixed', 'half', 'whole', 'share'].map(condition)).toEqual([
      "inputs.parameter_values['ingest--rows'] > inputs.parameter_values['least']",
      "inputs.parameter_values['ingest--rows'] > 0.5",
      "int(inputs.parameter_values['ingest--rows']) > 3",
      "inputs.parameter_values['ingest--share'] > 3.0",
    ]);
  });

  test("a nested pipeline's own default, though an input around it has the same name", () => {
    const inner = pipeline('inner', { inputs: { word: string({ default: 'own' }) } }, (p) => {
      p.task('inner-say', say, { text: p.inputs.word });
    });
    const spec = compiled((p) => void p.task('nested', inner, {}));
    expect(taskOf(spec, 'nested').inputs!.parameters).toEqual({ word: { runtimeValue: { constant: 'own' } } });
  });
});

test('a nested pipeline that takes artifacts alone gets a parameter as well, without which its task is not looked at', () => {
  const inner = pipeline('inner', { inputs: { data: artifact('system.Dataset') } }, (p) => {
    p.task('inner-train', train, { data: p.inputs.data });
  });
  const spec = compiled((p) => {
    p.task('nested', inner, { data: p.task('ingest', ingest, { path: 'p' }).outputs.data });
  });
  expect(taskOf(spec, 'nested').inputs!.parameters).toEqual({
    takes_only_artifacts: { runtimeValue: { constant: true } },
  });
  expect(spec.components!['comp-nested']!.inputDefinitions!.parameters).toEqual({
    takes_only_artifacts: { parameterType: 'BOOLEAN' },
  });
});

test('branches after the first run only when none before them did', () => {
  const spec = compiled((p) => {
    const { label } = p.task('ingest', ingest, { path: 'p' }).outputs;
    p.if('c', label, '==', 'a', (b) => void b.task('say-a', say, { text: 'a' }))
      .elseIf(label, '==', 'b', (b) => void b.task('say-b', say, { text: 'b' }))
      .else((b) => void b.task('say-c', say, { text: 'c' }));
  });
  const label = "inputs.parameter_values['ingest--label']";
  expect(taskOf(spec, 'c', 'c-else-if-1').triggerPolicy!.condition).toBe(`!(${label} == 'a') && ${label} == 'b'`);
  expect(taskOf(spec, 'c', 'c-else').triggerPolicy!.condition).toBe(`!(${label} == 'a') && !(${label} == 'b')`);
});

test('each task has a component of its own, which names the folder of its outputs; what runs it is shared', () => {
  const spec = compiled((p) => {
    p.task('a', say, { text: 'x' });
    p.task('b', say, { text: 'y' }, { cpu: '2' });
    p.task('c', say, { text: 'z' });
  });
  const executor = (name: string) => spec.components![taskOf(spec, name).componentRef!.name!]!.executorLabel;
  expect(['a', 'b', 'c'].map((name) => taskOf(spec, name).componentRef!.name)).toEqual(['comp-a', 'comp-b', 'comp-c']);
  expect(['a', 'b', 'c'].map(executor)).toEqual(['exec-say', 'exec-say-2', 'exec-say']);
});

test('a pipeline nested twice has components of its own for each task inside, twice', () => {
  const inner = pipeline('inner', {}, (p) => void p.task('inner-say', say, { text: 'x' }));
  const spec = compiled((p) => {
    p.task('first', inner, {});
    p.task('second', inner, {});
  });
  expect(taskOf(spec, 'first', 'inner-say').componentRef!.name).toBe('comp-first-inner-say');
  expect(taskOf(spec, 'second', 'inner-say').componentRef!.name).toBe('comp-second-inner-say');
});

test('waiting for a task outside makes the whole branch wait', () => {
  const spec = compiled((p) => {
    const first = p.task('first', say, { text: 'x' });
    p.if('c', p.inputs.word, '==', 'w', (b) => void b.task('second', say, { text: 'y' }).after(first));
  });
  expect(taskOf(spec, 'c').dependentTasks).toEqual(['first']);
});
