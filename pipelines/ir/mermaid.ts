import { type ComponentSpec, type PipelineSpec, type PipelineTaskSpec } from './spec/pipeline-spec.generated';

/** A spec as a Mermaid flowchart: tasks, what they wait for, and branches and loops as boxes around them. */
export function toMermaid(spec: PipelineSpec): string {
  return ['flowchart TD', ...dagLines(spec, spec.root!, '', '  ')].join('\n') + '\n';
}

function dagLines(spec: PipelineSpec, { dag }: ComponentSpec, path: string, indent: string): string[] {
  const tasks = Object.entries(dag?.tasks ?? {});
  const nodes = tasks.flatMap(([name, task]) => nodeLines(spec, name, task, path, indent));
  const edges = tasks.flatMap(([name, { dependentTasks = [] }]) =>
    dependentTasks.map((before) => `${indent}${idOf(path, before)} --> ${idOf(path, name)}`),
  );
  return [...nodes, ...edges];
}

function nodeLines(spec: PipelineSpec, name: string, task: PipelineTaskSpec, path: string, indent: string): string[] {
  const component = spec.components![task.componentRef!.name!]!;
  const id = idOf(path, name);
  if (!component.dag) return [`${indent}${id}[${name}]`];
  const inside = dagLines(spec, component, `${id}/`, `${indent}  `);
  return [`${indent}subgraph ${id}["${title(name, task)}"]`, ...inside, `${indent}end`];
}

/** Mermaid takes letters, digits and underscores. */
function idOf(path: string, name: string): string {
  return `${path}${name}`.replaceAll('/', '__').replaceAll('-', '_');
}

/** Conditions without the names that only the compiler needs, and without quotes, which Mermaid doesn't take. */
function title(name: string, { triggerPolicy, parameterIterator }: PipelineTaskSpec): string {
  const list = parameterIterator?.items?.inputParameter ?? 'the items';
  if (parameterIterator) return `${name}: for each of ${list.replaceAll('--', '.')}`;
  const condition = triggerPolicy?.condition;
  if (condition === undefined) return name;
  const readable = condition.replaceAll(/inputs\.parameter_values\['([^']+)'\]/g, '$1').replaceAll('--', '.');
  return `${name}: if ${readable.replaceAll('"', "'")}`;
}
