/** The types that let `tsc` refuse an output that is given to an input it doesn't fit. */
import {
  type ArtifactContract,
  type ArtifactType,
  type ParameterContract,
  type ParameterType,
  type PortContract,
  type Ports,
} from './component-contract';
import { type JsonTemplate } from './graph';
import { type ArtifactListRef, type ArtifactRef, type ParameterRef } from './references';
import { type Text } from './text';

/** The constants that fit a parameter type. */
interface Constants {
  STRING: string | Text;
  NUMBER_INTEGER: number;
  NUMBER_DOUBLE: number;
  BOOLEAN: boolean;
  LIST: readonly JsonTemplate[];
  STRUCT: { readonly [key: string]: JsonTemplate };
  TASK_FINAL_STATUS: never;
}

/** What may be compared with a parameter in a condition. */
export interface Comparable {
  STRING: string;
  NUMBER_INTEGER: number;
  NUMBER_DOUBLE: number;
  BOOLEAN: boolean;
}

/** Strings and booleans are only equal or not; numbers are ordered as well. */
export type OperatorFor<T> = T extends 'STRING' | 'BOOLEAN' ? '==' | '!=' : '==' | '!=' | '>' | '>=' | '<' | '<=';

type Numeric = 'NUMBER_INTEGER' | 'NUMBER_DOUBLE';
/** A parameter that may stand on the other side of a comparison. */
export type ComparableRef<T> = ParameterRef<T extends Numeric ? Numeric : Extract<T, ParameterType>>;

/** A reference or constant that fits a parameter. */
export type ParameterValue<T extends ParameterType> = T extends ParameterType ? ParameterRef<T> | Constants[T] : never;

/** `system.Artifact` takes any artifact; every other type takes only its own. */
type Accepted<T extends ArtifactType> = T extends 'system.Artifact' ? ArtifactType : T;

/** What may be given to an input. */
export type ValueFor<P extends PortContract> = P extends ParameterContract
  ? ParameterValue<P['type']>
  : P extends ArtifactContract & { readonly list: true }
    ? ArtifactListRef<Accepted<P['type']>>
    : P extends ArtifactContract
      ? ArtifactRef<Accepted<P['type']>>
      : never;

/** The reference that stands for an output (or for a pipeline's input, inside it). */
export type RefFor<P extends PortContract> = P extends ParameterContract
  ? ParameterRef<P['type']>
  : P extends ArtifactContract & { readonly list: true }
    ? ArtifactListRef<P['type']>
    : P extends ArtifactContract
      ? ArtifactRef<P['type']>
      : never;

export type RefsFor<O extends Ports> = { readonly [K in keyof O]: RefFor<O[K]> };

type FinalStatus = { readonly type: 'TASK_FINAL_STATUS' };
type MayBeLeftOut = { readonly optional: true } | { readonly default: unknown };
type OptionalNames<I extends Ports> = {
  [K in keyof I]: I[K] extends FinalStatus ? never : I[K] extends MayBeLeftOut ? K : never;
}[keyof I];
type RequiredNames<I extends Ports> = {
  [K in keyof I]: I[K] extends FinalStatus ? never : I[K] extends MayBeLeftOut ? never : K;
}[keyof I];

/** The inputs that a task gives to its component: all required ones, any of the optional ones, no others. */
export type InputsFor<I extends Ports> = { readonly [K in RequiredNames<I>]: ValueFor<I[K]> } & {
  readonly [K in OptionalNames<I>]?: ValueFor<I[K]>;
};
