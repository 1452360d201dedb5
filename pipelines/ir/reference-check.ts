/** Checks a finished spec, whoever wrote it: every reference in it must lead to something of the right type. */
import { checkDag } from './reference-check/dag';
import { placeholderNames } from './reference-check/placeholders';
import { inputsOf, outputsOf, type SpecProblem } from './reference-check/types';
import { type ComponentSpec, type PipelineDeploymentConfig, type PipelineSpec } from './spec/pipeline-spec.generated';

export { type SpecProblem } from './reference-check/types';

/** Dangling and ill-fitting references of a spec; none when it is sound. */
export function checkReferences(spec: PipelineSpec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const reached = new Set<string>();
  if (!spec.root?.dag) problems.push({ where: 'root', problem: 'has no DAG' });
  else walk(spec, spec.root, 'root', false, problems, reached);
  checkExecutors(spec, problems);
  for (const name of Object.keys(spec.components ?? {})) {
    if (!reached.has(name)) problems.push({ where: name, problem: 'no task runs this component' });
  }
  return problems;
}

function walk(
  spec: PipelineSpec,
  component: ComponentSpec,
  where: string,
  iterated: boolean,
  problems: SpecProblem[],
  reached: Set<string>,
): void {
  const { dag } = component;
  if (!dag) return;
  const report = (problem: string, task?: string) => {
    problems.push({ where: task === undefined ? where : `${where}/${task}`, problem });
  };
  checkDag({ spec, inputs: inputsOf(component), dag, report }, component, iterated);
  for (const [name, task] of Object.entries(dag.tasks ?? {})) {
    const inner = spec.components?.[task.componentRef?.name ?? ''];
    if (!inner) continue;
    reached.add(task.componentRef!.name!);
    if (where.split('/').length > 50) return report('contains itself', name);
    walk(spec, inner, `${where}/${name}`, task.parameterIterator !== undefined, problems, reached);
  }
}

function checkExecutors(spec: PipelineSpec, problems: SpecProblem[]): void {
  const { executors = {} } = (spec.deploymentSpec ?? {}) as PipelineDeploymentConfig;
  const used = new Set<string>();
  for (const [name, component] of Object.entries(spec.components ?? {})) {
    const { dag, executorLabel } = component;
    const report = (problem: string) => problems.push({ where: name, problem });
    if ((dag === undefined) === (executorLabel === undefined)) report('has neither or both of a DAG and an executor');
    if (executorLabel === undefined) continue;
    used.add(executorLabel);
    const executor = executors[executorLabel];
    if (!executor) report(`is run by "${executorLabel}", which isn't there`);
    else checkPlaceholders(component, placeholdersIn(executor), report);
  }
  for (const label of Object.keys(executors)) {
    if (!used.has(label)) problems.push({ where: label, problem: 'no component is run by this executor' });
  }
}

/** Python source is code of its own: only command lines refer to inputs and outputs. */
function placeholdersIn({ container }: NonNullable<PipelineDeploymentConfig['executors']>[string]) {
  return placeholderNames(container?.args?.includes('--function_to_execute') ? container.args : container);
}

function checkPlaceholders(
  component: ComponentSpec,
  { inputs, outputs }: ReturnType<typeof placeholderNames>,
  report: (problem: string) => void,
): void {
  const given = inputsOf(component);
  const made = outputsOf(component);
  for (const name of inputs)
    if (!given.has(name)) report(`its command line uses input "${name}", which it doesn't take`);
  for (const name of outputs)
    if (!made.has(name)) report(`its command line uses output "${name}", which it doesn't make`);
}
