/** The reference check is proven on mutants: one change to a sound spec each, which it has to find. */
import { checkReferences, type PipelineSpec } from '../../../pipelines/ir';
import { type ComponentSpec, type PipelineTaskSpec } from '../../../pipelines/ir/spec/pipeline-spec.generated';
import { everything } from './everything';

/** Reaches into a spec that is known to be complete. */
class Mutant {
  public constructor(public readonly spec: PipelineSpec) {}
  public component(name: string): ComponentSpec {
    return this.spec.components![`comp-${name}`]!;
  }
  public task(dag: string, name: string): PipelineTaskSpec {
    return (dag === 'root' ? this.spec.root! : this.component(dag)).dag!.tasks![name]!;
  }
  public parameters(dag: string, name: string) {
    return this.task(dag, name).inputs!.parameters!;
  }
  public executor(name: string): { container: { args: string[] } } {
    const { executors } = this.spec.deploymentSpec as unknown as {
      executors: Record<string, { container: { args: string[] } }>;
    };
    return executors[`exec-${name}`]!;
  }
}

const BODY = 'before-tell';

const mutants: Readonly<Record<string, readonly [(mutant: Mutant) => void, string]>> = {
  'a task of a component that is not there': [
    (m) => (m.task(BODY, 'best').componentRef!.name = 'comp-bets'),
    'runs component "comp-bets", which isn\'t there',
  ],
  'a component that nothing runs': [
    (m) => (m.spec.components!['comp-more'] = { executorLabel: 'exec-say' }),
    'no task runs this component',
  ],
  'an executor that is not there': [
    (m) => (m.component('best').executorLabel = 'exec-bets'),
    'is run by "exec-bets", which isn\'t there',
  ],
  'an executor that nothing uses': [
    (m) =>
      ((m.spec.deploymentSpec as { executors: object }).executors = {
        ...(m.spec.deploymentSpec as { executors: object }).executors,
        'exec-more': {},
      }),
    'no component is run by this executor',
  ],
  'a component with a DAG and an executor': [
    (m) => (m.component('best').dag = { tasks: {} }),
    'has neither or both of a DAG and an executor',
  ],
  'a component with neither': [
    (m) => delete m.component('best').executorLabel,
    'has neither or both of a DAG and an executor',
  ],
  'a DAG without tasks': [(m) => (m.component('same').dag = { tasks: {} }), 'has no tasks'],
  'a wait for nothing': [
    (m) => m.task(BODY, 'best').dependentTasks!.push('nothing'),
    'waits for "nothing", which isn\'t in its DAG',
  ],
  'a circle': [(m) => (m.task(BODY, 'ingest').dependentTasks = ['best']), 'waits for itself'],
  'a missing wait': [
    (m) => (m.task(BODY, 'best').dependentTasks = []),
    'takes something of "each-name" without waiting for it',
  ],
  'a required input left out': [(m) => delete m.parameters(BODY, 'best')['scores'], 'isn\'t given its input "scores"'],
  'an input that the component does not take': [
    (m) => (m.parameters(BODY, 'best')['more'] = { runtimeValue: { constant: 1 } }),
    'gives "more", which comp-best doesn\'t take',
  ],
  'a parameter of a task that is not there': [
    (m) =>
      (m.parameters(BODY, 'best')['scores'] = {
        taskOutputParameter: { producerTask: 'no', outputParameterKey: 'auc' },
      }),
    'takes something of "no", which isn\'t in its DAG',
  ],
  'a parameter that the task does not make': [
    (m) => (m.parameters(BODY, 'best')['scores']!.taskOutputParameter!.outputParameterKey = 'no'),
    'takes parameter "no" of "each-name", which doesn\'t make it',
  ],
  'an artifact that the task does not make': [
    (m) => (m.task(BODY, 'best').inputs!.artifacts!['models']!.taskOutputArtifact!.outputArtifactKey = 'no'),
    'takes artifact "no" of "each-name"',
  ],
  'an input from around that is not there': [
    (m) => (m.parameters('each-name-loop', 'each-word')['words'] = { componentInputParameter: 'no' }),
    'takes parameter "no" from around it, where there is none',
  ],
  'an artifact from around that is not there': [
    (m) => (m.task('each-name-loop', 'train').inputs!.artifacts!['data'] = { componentInputArtifact: 'no' }),
    'takes artifact "no" from around it',
  ],
  'a parameter of another type': [
    (m) => (m.component('ingest').outputDefinitions!.parameters!['label']!.parameterType = 'BOOLEAN'),
    'gives "ingest--label" BOOLEAN, it takes STRING',
  ],
  'an artifact of another type': [
    (m) => (m.component('ingest').outputDefinitions!.artifacts!['data']!.artifactType!.schemaTitle = 'system.Model'),
    'gives "ingest--data" system.Model, it takes system.Dataset',
  ],
  'a list of artifacts for one': [
    (m) => (m.component('best').inputDefinitions!.artifacts!['models']!.isArtifactList = false),
    'gives "models" a list of system.Model, it takes system.Model',
  ],
  'a constant of another type': [
    (m) => (m.parameters('size-if', 'say-1')['text'] = { runtimeValue: { constant: 7 } }),
    'gives "text" the constant 7, it takes STRING',
  ],
  'a text with a parameter that is not given': [
    (m) => delete m.parameters('root', 'use-word')['pipelinechannel--word'],
    'embeds input "pipelinechannel--word", which it isn\'t given',
  ],
  'a condition on what is not given': [
    (m) => delete m.parameters('size', 'size-if')['least'],
    'has a condition on "least", which it isn\'t given',
  ],
  'a condition on nothing': [
    (m) => (m.task('size', 'size-if').triggerPolicy!.condition = 'true'),
    'has a condition on nothing',
  ],
  'a loop through what is not given': [
    (m) => (m.task('each-name', 'each-name-loop').parameterIterator!.items = { inputParameter: 'no' }),
    'goes through "no", which it isn\'t given',
  ],
  'a loop through no list': [
    (m) => (m.component('each-name-loop').inputDefinitions!.parameters!['ingest--names']!.parameterType = 'STRING'),
    'goes through "ingest--names", which is no LIST',
  ],
  'a loop through no JSON': [
    (m) => (m.task(BODY, 'each-trial').parameterIterator!.items = { raw: '[1,' }),
    'goes through [1,, which is no list',
  ],
  'a loop without an input for its item': [
    (m) => (m.task(BODY, 'each-trial').parameterIterator!.itemInput = 'no'),
    'has no input for its item "no"',
  ],
  'an output of a DAG from a task that is not there': [
    (m) =>
      (m.component('size').dag!.outputs!.parameters!['w']!.valueFromOneof!.parameterSelectors![0]!.producerSubtask =
        'no'),
    'hands out "w" of "no", which isn\'t in it',
  ],
  'an output of a DAG that its task does not make': [
    (m) => (m.component('size-if').dag!.outputs!.parameters!['w']!.valueFromParameter!.outputParameterKey = 'no'),
    'hands out "no" of "say-1", which doesn\'t make it',
  ],
  'an output of a DAG that is not declared': [
    (m) => delete m.component('size-else').outputDefinitions,
    'hands out "w", which it doesn\'t declare',
  ],
  'a declared output that no task makes': [
    (m) => delete m.component('each-name-loop').dag!.outputs!.artifacts,
    'declares the output "model", which none of its tasks makes',
  ],
  'a collected output that is declared as one': [
    (m) => (m.component('each-name-loop').outputDefinitions!.parameters!['auc']!.parameterType = 'NUMBER_DOUBLE'),
    'declares "auc" as NUMBER_DOUBLE, it is LIST',
  ],
  'a final status of nothing': [
    (m) => (m.parameters('root', 'tell')['status']!.taskFinalStatus!.producerTask = 'no'),
    'takes something of "no", which isn\'t in its DAG',
  ],
  'a command line with an unknown input': [
    (m) => m.executor('best').container.args.push("{{$.inputs.parameters['no']}}"),
    'its command line uses input "no", which it doesn\'t take',
  ],
  'a command line with an unknown output': [
    (m) => m.executor('best').container.args.push("{{$.outputs.artifacts['no'].uri}}"),
    'its command line uses output "no", which it doesn\'t make',
  ],
  'no root': [(m) => delete m.spec.root, 'has no DAG'],
};

test('a sound spec has no problems', () => {
  expect(checkReferences(everything())).toEqual([]);
});

test.each(Object.entries(mutants))('%s is found', (_, [mutate, problem]) => {
  const spec = JSON.parse(JSON.stringify(everything())) as PipelineSpec;
  mutate(new Mutant(spec));
  expect(
    checkReferences(spec)
      .map((found) => found.problem)
      .join('\n'),
  ).toContain(problem);
});

test('a problem says where it is, from the root down', () => {
  const spec = JSON.parse(JSON.stringify(everything())) as PipelineSpec;
  delete new Mutant(spec).parameters('size', 'size-if')['least'];
  expect(checkReferences(spec)).toContainEqual({
    where: 'root/before-tell/size/size-if',
    problem: 'has a condition on "least", which it isn\'t given',
  });
});
