/** What a tuning job may vary. https://cloud.google.com/vertex-ai/docs/reference/rest/v1/StudySpec#ParameterSpec */

/** How values are spread: evenly, or denser at the low or at the high end; the latter two need positive values. */
export type Scale = 'linear' | 'log' | 'reverse-log';

/** More parameters, for trials in which the parent has one of certain values. */
export interface Children<T> {
  readonly when: readonly T[];
  readonly parameters: Parameters;
}

export interface DoubleParameter {
  readonly type: 'double';
  /** Inclusive. */
  readonly min: number;
  /** Inclusive. */
  readonly max: number;
  /** @default linear */
  readonly scale?: Scale;
  /** None: a double is no parent. */
  readonly children?: never;
}

export interface IntegerParameter {
  readonly type: 'integer';
  /** Inclusive. */
  readonly min: number;
  /** Inclusive. */
  readonly max: number;
  /** @default linear */
  readonly scale?: Scale;
  /** @default - none */
  readonly children?: readonly Children<number>[];
}

export interface CategoricalParameter {
  readonly type: 'categorical';
  readonly values: readonly string[];
  /** None: categories have no order. */
  readonly scale?: never;
  /** @default - none */
  readonly children?: readonly Children<string>[];
}

export interface DiscreteParameter {
  readonly type: 'discrete';
  /** Ascending, at most 1000. */
  readonly values: readonly number[];
  /** @default linear */
  readonly scale?: Scale;
  /** @default - none */
  readonly children?: readonly Children<number>[];
}

export type Parameter = DoubleParameter | IntegerParameter | CategoricalParameter | DiscreteParameter;

/** By the name under which the program gets them: `lr` as `--lr=0.1`. */
export type Parameters = Readonly<Record<string, Parameter>>;
