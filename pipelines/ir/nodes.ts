import { PipelineError } from './errors';
import { type Node, type ScopeRecord, outwards } from './graph';
import { type Ref, isRef } from './references';

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Refuses a name that KFP or its local runner would misread. */
export function checkName(pipeline: string, name: string, what: string): void {
  if (KEBAB_CASE.test(name) && !name.includes('-iteration-') && name.length <= 100) return;
  throw new PipelineError({
    pipeline,
    problem: `"${name}" cannot name a ${what}`,
    fix: 'use kebab-case of at most 100 letters, digits and single hyphens, without "-iteration-"',
  });
}

/** Refuses an input or output name that isn't a Python identifier. */
export function checkPortName(pipeline: string, name: string, task?: string): void {
  if (IDENTIFIER.test(name) && !name.includes('__')) return;
  throw new PipelineError({
    pipeline,
    task,
    problem: `"${name}" cannot name an input or output`,
    fix: 'use letters, digits and single underscores, as in Python',
  });
}

/** Adds a node to its scope; its name must be new in the whole pipeline. */
export function addNode<N extends Node>(node: N): N {
  const { pipeline } = node.scope;
  checkName(pipeline, node.name, 'task');
  if (namesIn(rootOf(node.scope)).has(node.name)) {
    const fix = 'names are unique in a pipeline, inside branches and loops as well: choose another';
    throw new PipelineError({ pipeline, task: node.name, problem: 'there is a task of this name already', fix });
  }
  node.scope.nodes.push(node);
  return node;
}

function rootOf(scope: ScopeRecord): ScopeRecord {
  return [...outwards(scope)].at(-1)!;
}

function namesIn(scope: ScopeRecord): Set<string> {
  return new Set(scope.nodes.flatMap((node) => [node.name, ...bodiesOf(node).flatMap((body) => [...namesIn(body)])]));
}

/** The scopes inside a node. */
export function bodiesOf(node: Node): ScopeRecord[] {
  if (node.kind === 'task') return [];
  return node.kind === 'branches' ? node.branches.map(({ body }) => body) : [node.body];
}

/** What the inside of a branch, loop or pipeline hands to the outside: outputs of the nodes directly in it. */
export function checkReturned(body: ScopeRecord, returned: unknown): Readonly<Record<string, Ref>> {
  if (body.nodes.length === 0) {
    throw new PipelineError({
      pipeline: body.pipeline,
      problem: `${body.label} has no task`,
      fix: 'add one, or remove it',
    });
  }
  const refs = (returned ?? {}) as Readonly<Record<string, Ref>>;
  for (const [key, ref] of Object.entries(refs)) checkReturnedRef(body, key, ref);
  return refs;
}

function checkReturnedRef(body: ScopeRecord, key: string, ref: unknown): void {
  checkPortName(body.pipeline, key);
  if (isRef(ref) && ref.origin.kind === 'output' && ref.origin.scope === body) return;
  throw new PipelineError({
    pipeline: body.pipeline,
    problem: `${body.label} returns "${key}", which is no output of a task directly in it`,
    fix: 'return outputs of its own tasks, loops or completed choices',
  });
}
