/** Writes compiled pipelines by hand: also such that the kit's own builder refuses to write. */

const COMMAND =
  'program_path=$(mktemp -d)\n\nprintf "%s" "$0" > "$program_path/ephemeral_component.py"\n' +
  '_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main --component_module_path "$program_path/ephemeral_component.py" "$@"\n';

const HEAD = 'from kfp import dsl\nfrom kfp.dsl import *\nfrom typing import *\n\n';

const artifact = (schemaTitle: string): object => ({ artifactType: { schemaTitle, schemaVersion: '0.0.1' } });
const ports = (parameters: Record<string, string>, artifacts: Record<string, string> = {}): object => ({
  parameters: Object.fromEntries(Object.entries(parameters).map(([name, parameterType]) => [name, { parameterType }])),
  artifacts: Object.fromEntries(Object.entries(artifacts).map(([name, title]) => [name, artifact(title)])),
});

/** A component from Python source whose function has the component's name. */
export interface PythonComponent {
  readonly source: string;
  readonly inputs: object;
  readonly outputs: object;
}

/** Copies a file into a dataset. */
export const READ: PythonComponent = {
  source: 'def read(path: str, data: Output[Dataset]):\n    open(data.path, "w").write(open(path).read())\n',
  inputs: ports({ path: 'STRING' }),
  outputs: ports({}, { data: 'system.Dataset' }),
};

/** "Trains" on a dataset: the model holds the data and the depth; a negative depth fails, 99 takes ten minutes. */
export const TRAIN: PythonComponent = {
  source: [
    "def train(data: Input[Dataset], depth: int, model: Output[Model], metrics: Output[Metrics]) -> NamedTuple('Out', [('auc', float)]):",
    '    if depth < 0:',
    '        raise ValueError(f"depth {depth} is negative")',
    '    if depth == 99:',
    '        import os, time',
    '        open(model.path, "w").write(str(os.getpid()))',
    '        time.sleep(600)',
    '    text = open(data.path).read()',
    '    open(model.path, "w").write(f"{depth}:{text}")',
    '    metrics.log_metric("auc", depth / 10)',
    "    return NamedTuple('Out', [('auc', float)])(depth / 10)",
    '',
  ].join('\n'),
  inputs: ports({ depth: 'NUMBER_INTEGER' }, { data: 'system.Dataset' }),
  outputs: ports({ auc: 'NUMBER_DOUBLE' }, { model: 'system.Model', metrics: 'system.Metrics' }),
};

/** Takes a model and says so. */
export const REGISTER: PythonComponent = {
  source: 'def register(model: Input[Model]) -> str:\n    print("registering", model.uri)\n    return "registered"\n',
  inputs: ports({}, { model: 'system.Model' }),
  outputs: ports({ Output: 'STRING' }),
};

function executor(name: string, { source }: PythonComponent): object {
  const args = ['--executor_input', '{{$}}', '--function_to_execute', name];
  return { container: { image: 'python:3.11-slim', command: ['sh', '-ec', COMMAND, HEAD + source], args } };
}

const modelOf = (task: string): object => ({ taskOutputArtifact: { producerTask: task, outputArtifactKey: 'model' } });

function task(component: string, inputs: object, dependentTasks: string[] = []): object {
  return { taskInfo: { name: component }, componentRef: { name: `comp-${component}` }, inputs, dependentTasks };
}

function training(parameter: string): object {
  const data = { taskOutputArtifact: { producerTask: 'read', outputArtifactKey: 'data' } };
  return task('train', { artifacts: { data }, parameters: { depth: { componentInputParameter: parameter } } }, [
    'read',
  ]);
}

/**
 * read -> train (champion) and train (challenger); when the challenger's AUC is over 0.4: register.
 * @param auc name of the condition's input: `challenger--auc` is resolved by the runner, other names are not
 */
export function championPipeline(auc = 'challenger--auc'): string {
  const condition = `inputs.parameter_values['${auc}'] > 0.4`;
  const gateInputs = {
    artifacts: { model: modelOf('challenger') },
    parameters: { [auc]: { taskOutputParameter: { producerTask: 'challenger', outputParameterKey: 'auc' } } },
  };
  const components = { read: READ, train: TRAIN, register: REGISTER };
  const parameter = (defaultValue: unknown, parameterType: string): object => ({
    parameterType,
    defaultValue,
    isOptional: true,
  });
  return JSON.stringify({
    pipelineInfo: { name: 'champion' },
    schemaVersion: '2.1.0',
    sdkVersion: 'kfp-2.17.0',
    root: {
      inputDefinitions: {
        parameters: {
          path: { parameterType: 'STRING' },
          champion_depth: parameter(3, 'NUMBER_INTEGER'),
          challenger_depth: parameter(5, 'NUMBER_INTEGER'),
        },
      },
      dag: {
        tasks: {
          read: task('read', { parameters: { path: { componentInputParameter: 'path' } } }),
          champion: training('champion_depth'),
          challenger: training('challenger_depth'),
          gate: { ...task('gate', gateInputs, ['challenger']), triggerPolicy: { condition } },
        },
      },
    },
    components: {
      ...Object.fromEntries(
        Object.entries(components).map(([name, { inputs, outputs }]) => [
          `comp-${name}`,
          { executorLabel: `exec-${name}`, inputDefinitions: inputs, outputDefinitions: outputs },
        ]),
      ),
      'comp-gate': {
        inputDefinitions: ports({ [auc]: 'NUMBER_DOUBLE' }, { model: 'system.Model' }),
        dag: { tasks: { register: task('register', { artifacts: { model: { componentInputArtifact: 'model' } } }) } },
      },
    },
    deploymentSpec: {
      executors: Object.fromEntries(
        Object.entries(components).map(([name, each]) => [`exec-${name}`, executor(name, each)]),
      ),
    },
  });
}
