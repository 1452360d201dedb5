import { PipelineError } from '../errors';
import { type Node, nodeWithin, type ScopeRecord } from '../graph';
import { bodiesOf } from '../nodes';
import { type PipelineTaskSpec } from '../spec/pipeline-spec.generated';

/** Adds to each task what it waits for: the makers of its inputs, and what the author said. Refuses a circle. */
export function dependencies(
  scope: ScopeRecord,
  tasks: Readonly<Record<string, PipelineTaskSpec>>,
): Record<string, PipelineTaskSpec> {
  const result: Record<string, PipelineTaskSpec> = {};
  for (const node of scope.nodes) {
    const task = tasks[node.name]!;
    const exitOf = node.kind === 'task' && node.exitOf ? [node.exitOf.name] : [];
    const names = [...producersOf(task), ...waitedFor(scope, node).map(({ name }) => name), ...exitOf];
    const dependentTasks = [...new Set(names)].sort();
    result[node.name] = dependentTasks.length > 0 ? { ...task, dependentTasks } : task;
  }
  refuseCircle(scope.pipeline, result);
  return result;
}

function producersOf({ inputs }: PipelineTaskSpec): string[] {
  const parameters = Object.values(inputs?.parameters ?? {}).map((input) => input.taskOutputParameter?.producerTask);
  const artifacts = Object.values(inputs?.artifacts ?? {}).map((input) => input.taskOutputArtifact?.producerTask);
  return [...parameters, ...artifacts].filter((name) => name !== undefined);
}

/** Nodes of this scope that `node`, or anything inside it, has to wait for. */
function waitedFor(scope: ScopeRecord, node: Node): Node[] {
  const inside = bodiesOf(node).flatMap((body) => body.nodes.flatMap((inner) => waitedFor(scope, inner)));
  const own = [...node.after].filter((other) => other.scope === scope);
  return [...own, ...inside].filter((other) => nodeWithin(scope, node) !== other);
}

function refuseCircle(pipeline: string, tasks: Readonly<Record<string, PipelineTaskSpec>>): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name].join(' -> ');
      const fix = 'remove one of these dependencies';
      throw new PipelineError({ pipeline, task: name, problem: `waits for itself: ${circle}`, fix });
    }
    if (done.has(name)) return;
    for (const dependency of tasks[name]?.dependentTasks ?? []) visit(dependency, [...path, name]);
    done.add(name);
  };
  for (const name of Object.keys(tasks)) visit(name, []);
}
