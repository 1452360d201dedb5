import { checkConditions } from '../check/condition';
import { type Branch, type BranchesNode, type Condition } from '../graph';
import { type Ref } from '../references';
import { type DagOutputsSpec, type PipelineTaskSpec } from '../spec/pipeline-spec.generated';
import { type Compilation } from './compilation';
import { operandsOf, triggerCondition } from './condition';
import { dagOf } from './dag';
import { inputDefinitions, outputDefinitions, portsOfRefs } from './definitions';
import { Frame } from './frame';
import { wrapWhereNeeded } from './wrapper';

/** The task for a choice: the branch itself when there is only one, else a DAG in which one of the branches runs. */
export function branchesTask(compilation: Compilation, frame: Frame, node: BranchesNode): PipelineTaskSpec {
  checkConditions(node);
  const [first, ...others] = node.branches;
  if (others.length === 0) return branchTask(compilation, frame, { ...first!, name: node.name }, []);
  const middle = new Frame();
  const tasks = node.branches.map((branch, index) => {
    const earlier = node.branches.slice(0, index).map(({ condition }) => condition!);
    return [branch.name, branchTask(compilation, middle, branch, earlier)] as const;
  });
  const outputs = isComplete(node) ? oneOfOutputs(node.branches) : undefined;
  const component = compilation.addComponent(node.name, {
    inputDefinitions: inputDefinitions(portsOfRefs(middle.needs)),
    outputDefinitions: outputs && outputDefinitions(portsOfRefs(Object.entries(first!.returned))),
    dag: { tasks: Object.fromEntries(tasks), ...(outputs && { outputs }) },
  });
  return { taskInfo: { name: node.name }, componentRef: { name: component }, inputs: frame.passOn(middle.needs) };
}

function isComplete({ branches }: BranchesNode): boolean {
  return branches.at(-1)!.condition === undefined;
}

function branchTask(
  compilation: Compilation,
  frame: Frame,
  branch: Branch,
  earlier: readonly Condition[],
): PipelineTaskSpec {
  const inner = new Frame(branch.body);
  const dag = dagOf(compilation, inner, branch.body, branch.returned);
  const conditions = branch.condition ? [...earlier, branch.condition] : earlier;
  const inputs = new Map<string, Ref>([...inner.needs, ...operandsOf(conditions)]);
  return wrapWhereNeeded(compilation, frame, {
    name: branch.name,
    innerName: `${branch.name}-choice`,
    inputs,
    component: {
      inputDefinitions: inputDefinitions(portsOfRefs(inputs)),
      outputDefinitions: outputDefinitions(portsOfRefs(Object.entries(branch.returned))),
      dag,
    },
    control: { triggerPolicy: { condition: triggerCondition(earlier, branch.condition) } },
  });
}

/** Outputs that come from whichever branch ran. */
function oneOfOutputs(branches: readonly Branch[]): DagOutputsSpec | undefined {
  const outputs: DagOutputsSpec = {};
  for (const [name, { kind }] of Object.entries(branches[0]!.returned)) {
    const producers = branches.map((branch) => branch.name);
    if (kind === 'parameter') {
      const parameterSelectors = producers.map((producerSubtask) => ({ producerSubtask, outputParameterKey: name }));
      (outputs.parameters ??= {})[name] = { valueFromOneof: { parameterSelectors } };
    } else {
      const artifactSelectors = producers.map((producerSubtask) => ({ producerSubtask, outputArtifactKey: name }));
      (outputs.artifacts ??= {})[name] = { artifactSelectors };
    }
  }
  return Object.keys(outputs).length > 0 ? outputs : undefined;
}
