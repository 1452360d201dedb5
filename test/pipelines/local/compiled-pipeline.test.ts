import { cloudOnlySteps, pipelineInputs, readCompiledPipeline } from '../../../pipelines/local/compiled-pipeline';

const PYTHON = ['sh', '-c', 'python3 -m kfp.dsl.executor_main'];

function pipeline(triggerPolicy?: object): string {
  const container = (image: string, command: string[]): object => ({ container: { image, command } });
  return JSON.stringify({
    pipelineInfo: { name: 'flights' },
    root: {
      inputDefinitions: {
        parameters: {
          project: { parameterType: 'STRING', description: 'where to train' },
          month: { parameterType: 'NUMBER_INTEGER', defaultValue: 3, isOptional: true },
          note: { parameterType: 'STRING', isOptional: true },
        },
      },
      dag: {
        tasks: {
          ingest: { componentRef: { name: 'comp-ingest' } },
          gate: { componentRef: { name: 'comp-gate' }, triggerPolicy },
        },
      },
    },
    components: {
      'comp-ingest': { executorLabel: 'exec-ingest' },
      'comp-gate': { dag: { tasks: { automl: { componentRef: { name: 'comp-automl' } } } } },
      'comp-automl': { executorLabel: 'exec-automl' },
    },
    deploymentSpec: {
      executors: { 'exec-ingest': container('python', PYTHON), 'exec-automl': container('automl:1', ['launch']) },
    },
  });
}

test('inputs are listed with type, default and whether they must be given', () => {
  expect(pipelineInputs(readCompiledPipeline(pipeline(), 'a.yaml'))).toEqual([
    { name: 'project', type: 'STRING', required: true, default: undefined, description: 'where to train' },
    { name: 'month', type: 'NUMBER_INTEGER', required: false, default: 3, description: undefined },
    { name: 'note', type: 'STRING', required: false, default: undefined, description: undefined },
  ]);
});

test('a container that is no Python component is found, also inside a nested DAG', () => {
  expect(cloudOnlySteps(readCompiledPipeline(pipeline(), 'a.yaml'))).toEqual([
    { step: 'gate/automl', image: 'automl:1' },
  ]);
});

test('one behind a condition does not forbid a local run', () => {
  expect(cloudOnlySteps(readCompiledPipeline(pipeline({ condition: 'false' }), 'a.yaml'))).toEqual([]);
});

test('a platform spec in a second document is left alone', () => {
  expect(readCompiledPipeline(`${pipeline()}\n---\nplatforms: {}\n`, 'a.yaml').pipelineInfo.name).toBe('flights');
});

test.each([
  ['a: [1', /^a\.yaml is not YAML/],
  ['steps: []', /^a\.yaml is not a compiled KFP pipeline/],
  ['', /^a\.yaml is not a compiled KFP pipeline/],
])('%p is refused with the file named', (text, message) => {
  expect(() => readCompiledPipeline(text, 'a.yaml')).toThrow(message);
});
