import { type Estate } from './estate';

/** What was found of an item. */
export interface Found {
  /** What shows that it is there: addresses, or files. */
  readonly evidence: readonly string[];
  /** Why nothing of it could be seen in what was given; only when there is no evidence. */
  readonly unseen?: string;
}

/** One thing that a level is made of. */
export interface Item {
  readonly id: string;
  readonly level: 0 | 1 | 2;
  readonly title: string;
  /** Whether the level is not met without it. */
  readonly required: boolean;
  /** By what it is recognized. */
  readonly looksFor: string;
  /** How the kit makes it. */
  readonly how: string;
  /** Where Google's description of the levels asks for it: section, and heading in it. */
  readonly source: string;
  readonly find: (estate: Estate) => Found;
}

/** https://cloud.google.com/architecture/mlops-continuous-delivery-and-automation-pipelines-in-machine-learning */
export const DESCRIPTION =
  'https://cloud.google.com/architecture/mlops-continuous-delivery-and-automation-pipelines-in-machine-learning';

export const found = (evidence: readonly { readonly address: string }[]): Found => ({
  evidence: evidence.map(({ address }) => address),
});

/** Files, with what was found in them. */
export const seen = (evidence: readonly string[], unseen?: string): Found =>
  evidence.length === 0 && unseen !== undefined ? { evidence, unseen } : { evidence };
