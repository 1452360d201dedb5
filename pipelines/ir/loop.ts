import { type JsonValue, type ParameterType } from './component-contract';
import { PipelineError } from './errors';
import { type LoopNode, type ScopeRecord } from './graph';
import { collectedLike, Handle } from './handles';
import { ArtifactListRef, type ArtifactRef, ParameterRef, type Ref } from './references';

/** Type of a plain item, or the types of a struct item's fields. */
export type ItemType = Exclude<ParameterType, 'TASK_FINAL_STATUS'> | ItemFields;
export type ItemFields = Readonly<Record<string, Exclude<ParameterType, 'TASK_FINAL_STATUS'>>>;

/** A plain item is one parameter; a struct item has one per declared field. */
export type Item<T extends ItemType> = T extends ParameterType
  ? ParameterRef<T>
  : T extends ItemFields
    ? { readonly [K in keyof T]: ParameterRef<T[K]> }
    : never;

interface Constants {
  STRING: string;
  NUMBER_INTEGER: number;
  NUMBER_DOUBLE: number;
  BOOLEAN: boolean;
  LIST: readonly JsonValue[];
  STRUCT: { readonly [key: string]: JsonValue };
}
type StaticItem<T extends ItemType> = T extends keyof Constants
  ? Constants[T]
  : T extends ItemFields
    ? { readonly [K in keyof T]: Constants[T[K]] }
    : never;

/** What a loop goes through. */
export interface LoopOptions<T extends ItemType> {
  /** A list known now, or one that the pipeline is given or makes when it runs. */
  readonly items: readonly NoInfer<StaticItem<T>>[] | ParameterRef<'LIST'>;
  /** Type of each item; for struct items also the type of each field that is used, as in `{ rate: 'NUMBER_DOUBLE' }`. */
  readonly of: T;
  /** How many iterations run at the same time, at least 1. @default - the backend's limit */
  readonly parallelism?: number;
}

/** What a loop's body may hand out: single outputs, which become lists outside. */
export type LoopReturned = Readonly<Record<string, ParameterRef | ArtifactRef>> | void;
export type Collected<R extends LoopReturned> = R extends void
  ? Record<never, never>
  : { readonly [K in keyof R]: R[K] extends ArtifactRef<infer T> ? ArtifactListRef<T> : ParameterRef<'LIST'> };

/** A loop; what its body returned, collected into lists in the order of the items (`dsl.Collected`). */
export class LoopHandle<R extends LoopReturned> extends Handle {
  public readonly collected: Collected<R>;

  public constructor(node: LoopNode) {
    super(node);
    const refs = Object.entries(node.returned).map(([key, ref]) => [
      key,
      collectedLike(node, key, oneOnly(node, key, ref)),
    ]);
    this.collected = Object.fromEntries(refs) as Collected<R>;
  }
}

function oneOnly({ scope, name }: LoopNode, key: string, ref: Ref): Ref {
  if (!(ref instanceof ArtifactListRef)) return ref;
  const problem = `its body returns "${key}", a list of artifacts, and lists of lists of artifacts cannot be collected`;
  throw new PipelineError({ pipeline: scope.pipeline, task: name, problem });
}

/** The item as its loop's body sees it. */
export function itemOf<T extends ItemType>(loop: string, scope: ScopeRecord, of: T): Item<T> {
  const origin = { kind: 'item', scope, loop } as const;
  if (typeof of === 'string') return new ParameterRef(of, origin) as Item<T>;
  const fields = Object.entries(of as ItemFields).map(([field, type]) => [
    field,
    new ParameterRef(type, { ...origin, field }),
  ]);
  return Object.fromEntries(fields) as Item<T>;
}
