import { type ImporterImplementation, type Implementation } from '../component';
import { type TaskNode, type TaskOptions } from '../graph';
import {
  type PipelineDeploymentConfig_ExecutorSpec,
  type PipelineDeploymentConfig_PipelineContainerSpec,
} from '../spec/pipeline-spec.generated';
import { type CompileOptions, KFP_VERSION, STOCK_IMAGE } from './options';
import { resources } from './resources';

/** Writes the source beside itself and hands it to KFP's executor: the form that the local runner recognizes. */
const RUN_EMBEDDED_SOURCE = `program_path=$(mktemp -d)

printf "%s" "$0" > "$program_path/ephemeral_component.py"
_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main --component_module_path "$program_path/ephemeral_component.py" "$@"
`;

/** What runs a task: a container or an importer. */
export function executorOf(
  implementation: Exclude<Implementation, { kind: 'pipeline' }>,
  task: TaskNode,
  options: CompileOptions,
): PipelineDeploymentConfig_ExecutorSpec {
  switch (implementation.kind) {
    case 'importer':
      return importerExecutor(implementation);
    case 'container': {
      const { image, command, args } = implementation;
      return { container: { image, ...listUnlessEmpty({ command, args }), ...settings(task.options) } };
    }
    case 'python':
      return { container: { ...pythonContainer(implementation, options), ...settings(task.options) } };
  }
}

function pythonContainer(
  { source, functionName }: Extract<Implementation, { kind: 'python' }>,
  { image, pipInstall }: CompileOptions,
): PipelineDeploymentConfig_PipelineContainerSpec {
  return {
    image: image ?? STOCK_IMAGE,
    command: [...(pipInstall ? pipPrefix(pipInstall) : []), 'sh', '-ec', RUN_EMBEDDED_SOURCE, source],
    args: ['--executor_input', '{{$}}', '--function_to_execute', functionName],
  };
}

function pipPrefix(packages: readonly string[]): string[] {
  const pinned = [`kfp==${KFP_VERSION}`, ...packages].map((requirement) => `'${requirement}'`).join(' ');
  return ['sh', '-c', `python3 -m pip install --quiet --no-warn-script-location ${pinned} && "$0" "$@"\n`];
}

function importerExecutor({ type, schemaVersion, metadata, reimport, constantUri }: ImporterImplementation) {
  return {
    importer: {
      artifactUri: constantUri === undefined ? { runtimeParameter: 'uri' } : { constant: constantUri },
      typeSchema: { schemaTitle: type, schemaVersion },
      ...(metadata && { metadata }),
      ...(reimport && { reimport }),
    },
  };
}

function settings(options: TaskOptions): PipelineDeploymentConfig_PipelineContainerSpec {
  const env = Object.entries(options.env ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const limits = resources(options);
  return {
    ...(env.length > 0 && { env: env.map(([name, value]) => ({ name, value })) }),
    ...(limits && { resources: limits }),
  };
}

function listUnlessEmpty(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  const filled = Object.entries(lists).filter(([, values]) => values.length > 0);
  return Object.fromEntries(filled.map(([name, values]) => [name, [...values]]));
}
