import { PipelineError } from './errors';
import { type BranchesNode, type Condition, type ScopeRecord } from './graph';
import { Handle, outputLike } from './handles';
import { checkReturned } from './nodes';
import { type ParameterRef, type Ref } from './references';
import { type Scope } from './scope';
import { type Comparable, type ComparableRef, type OperatorFor } from './typing';

/** Outputs that a branch, loop or guarded part hands out, by name; nothing when it hands out none. */
export type Returned = Readonly<Record<string, Ref>> | void;
/** What can be used of them outside. */
export type Outputs<R extends Returned> = R extends void ? Record<never, never> : R;

type Body<R> = (branch: Scope) => R;
type Enter = (record: ScopeRecord) => Scope;

/** A choice that has no `else` yet: go on with `elseIf` or `else`, or leave it. */
export class Branches<R extends Returned> extends Handle {
  public constructor(
    public override readonly node: BranchesNode,
    private readonly enter: Enter,
  ) {
    super(node);
  }

  /** Runs the body when no branch before it does and the comparison holds; it returns what the first branch returns. */
  public elseIf<T extends keyof Comparable>(
    left: ParameterRef<T>,
    operator: NoInfer<OperatorFor<T>>,
    right: NoInfer<Comparable[T] | ComparableRef<T>>,
    body: Body<NoInfer<R>>,
  ): this {
    return this.add(`${this.node.name}-else-if-${this.node.branches.length}`, body, { left, operator, right });
  }

  /** Runs the body when no branch before it does; makes the outputs usable outside, from whichever branch ran. */
  public else(body: Body<NoInfer<R>>): Choice<R> {
    this.add(`${this.node.name}-else`, body);
    return new Choice<R>(this.node);
  }

  /** Adds a branch; for `Scope.if` and the methods above. */
  public add(name: string, body: Body<R>, condition?: Condition): this {
    const { node } = this;
    if (node.branches.length > 0 && !node.branches.at(-1)!.condition) throw branchAfterElse(node);
    const label = `branch "${name}"`;
    const record: ScopeRecord = { kind: 'branch', pipeline: node.scope.pipeline, label, holder: node, nodes: [] };
    const returned = checkReturned(record, runIn(node, record, name, condition, body, this.enter));
    node.branches.at(-1)!.returned = returned;
    return this;
  }
}

/** A branch is part of the graph before its body runs, so that names in it are checked against all others. */
function runIn<R>(
  node: BranchesNode,
  body: ScopeRecord,
  name: string,
  condition: Condition | undefined,
  run: Body<R>,
  enter: Enter,
): R {
  node.branches.push({ name, condition, body, returned: {} });
  return run(enter(body));
}

function branchAfterElse({ scope, name }: BranchesNode): PipelineError {
  return new PipelineError({ pipeline: scope.pipeline, task: name, problem: 'has a branch after its else' });
}

/** A complete choice: exactly one of its branches runs. */
export class Choice<R extends Returned> extends Handle {
  /** Outputs of whichever branch ran (`dsl.OneOf`). */
  public readonly outputs: Outputs<R>;

  public constructor(node: BranchesNode) {
    super(node);
    const first = Object.entries(node.branches[0]!.returned);
    for (const branch of node.branches) checkSameOutputs(node, branch.name, first, branch.returned);
    this.outputs = Object.fromEntries(first.map(([key, ref]) => [key, outputLike(node, key, ref)])) as Outputs<R>;
  }
}

function checkSameOutputs(
  { scope, name }: BranchesNode,
  branch: string,
  expected: readonly (readonly [string, Ref])[],
  returned: Readonly<Record<string, Ref>>,
): void {
  const same = ([key, ref]: readonly [string, Ref]) =>
    returned[key]?.kind === ref.kind && returned[key].type === ref.type;
  if (expected.length === Object.keys(returned).length && expected.every(same)) return;
  const given = (entries: readonly (readonly [string, Ref])[]) => entries.map(([key, { type }]) => `${key}: ${type}`);
  throw new PipelineError({
    pipeline: scope.pipeline,
    task: name,
    problem: `branch "${branch}" returns {${given(Object.entries(returned))}}, the first {${given(expected)}}`,
    fix: 'return the same names and types from every branch',
  });
}
