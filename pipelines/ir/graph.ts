/** The pipeline as its author wrote it: scopes, nodes and where each value comes from. Emission reads it. */
import { type Component } from './component';
import { type JsonValue, type ParameterType } from './component-contract';
import { type ParameterRef, type Ref } from './references';
import { type Text } from './text';

/** A value as the author may give it to an input, before it is checked. */
export type GivenValue = Ref | Text | JsonTemplate;

/** JSON in which any string may be a parameter, or a `text` made of parameters. */
export type JsonTemplate =
  JsonValue | Text | ParameterRef<'STRING'> | readonly JsonTemplate[] | { readonly [key: string]: JsonTemplate };

/** What a task may be told beyond its inputs. */
export interface TaskOptions {
  /** Name shown in the console. @default - the task's name */
  readonly displayName?: string;
  /** Reuse the outputs of an earlier run with the same inputs. @default true */
  readonly cache?: boolean;
  /** Try again when the task fails. @default - no retry */
  readonly retry?: RetryOptions;
  /** Environment variables of the container. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** CPU limit in cores, as in `2` or `500m`. @default - the backend's */
  readonly cpu?: string;
  /** Memory limit with a unit, as in `4G` or `512Mi`. @default - the backend's */
  readonly memory?: string;
  /** @default - none */
  readonly accelerator?: AcceleratorOptions;
}

/** How often and how soon a failed task is tried again. */
export interface RetryOptions {
  /** Tries after the first, 1 to 10. */
  readonly maxRetries: number;
  /** Seconds before the first retry. @default 0 */
  readonly backoffSeconds?: number;
  /** The wait grows by this factor. @default 2 */
  readonly backoffFactor?: number;
  /** Longest wait, in seconds. @default 3600 */
  readonly maxBackoffSeconds?: number;
}

/** Accelerators given to a task. */
export interface AcceleratorOptions {
  /** As the backend names it, for instance `NVIDIA_TESLA_T4`. */
  readonly type: string;
  readonly count: 1 | 2 | 4 | 8 | 16;
}

export type ComparisonOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** A comparison that decides whether a branch runs. */
export interface Condition {
  readonly left: ParameterRef;
  readonly operator: ComparisonOperator;
  readonly right: ParameterRef | string | number | boolean;
}

/** One level of the pipeline: its nodes see each other and everything around them, never what is inside a node. */
export interface ScopeRecord {
  readonly kind: 'pipeline' | 'branch' | 'loop' | 'guarded';
  readonly pipeline: string;
  /** How errors speak of it. */
  readonly label: string;
  /** The node that this scope is the inside of; none for the pipeline itself. */
  holder?: Node;
  /** Names of the pipeline's inputs; for the scope of a whole pipeline. */
  readonly inputs?: readonly string[];
  readonly nodes: Node[];
}

interface NodeBase {
  readonly name: string;
  readonly scope: ScopeRecord;
  /** Nodes that have to finish first, besides those whose outputs are used. */
  readonly after: Set<Node>;
}

export interface TaskNode extends NodeBase {
  readonly kind: 'task';
  readonly component: Component;
  readonly inputs: Readonly<Record<string, GivenValue>>;
  readonly options: TaskOptions;
  /** Set for an exit task: it runs after this node, whatever became of it. */
  readonly exitOf?: GuardedNode;
}

export interface Branch {
  readonly name: string;
  readonly displayName?: string;
  /** None for the last, `else`. */
  readonly condition?: Condition;
  readonly body: ScopeRecord;
  returned: Readonly<Record<string, Ref>>;
}

export interface BranchesNode extends NodeBase {
  readonly kind: 'branches';
  readonly branches: Branch[];
}

export interface LoopNode extends NodeBase {
  readonly kind: 'loop';
  readonly items: ParameterRef<'LIST'> | readonly JsonValue[];
  readonly itemType: ParameterType;
  readonly parallelism?: number;
  readonly body: ScopeRecord;
  returned: Readonly<Record<string, Ref>>;
}

export interface GuardedNode extends NodeBase {
  readonly kind: 'guarded';
  readonly body: ScopeRecord;
  returned: Readonly<Record<string, Ref>>;
}

export type Node = TaskNode | BranchesNode | LoopNode | GuardedNode;

/** Where a value comes from, and the scope in which it can be used. */
export type Origin =
  | { readonly kind: 'pipeline-input'; readonly scope: ScopeRecord; readonly name: string }
  | { readonly kind: 'output'; readonly scope: ScopeRecord; readonly node: Node; readonly key: string }
  | { readonly kind: 'item'; readonly scope: ScopeRecord; readonly loop: string; readonly field?: string };

/** The scopes from this one outwards to the pipeline's own. */
export function* outwards(scope: ScopeRecord): Generator<ScopeRecord> {
  for (let at: ScopeRecord | undefined = scope; at; at = at.holder?.scope) yield at;
}

/** The node of `ancestor` that is or holds `node`; undefined when `ancestor` isn't around it. */
export function nodeWithin(ancestor: ScopeRecord, node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = at.scope.holder) if (at.scope === ancestor) return at;
  return undefined;
}

/** Names of the inputs of the pipeline that a scope is in. */
export function pipelineInputs(scope: ScopeRecord): readonly string[] {
  return [...outwards(scope)].at(-1)?.inputs ?? [];
}
