import { type Naming } from './naming/naming';

/** What an environment is for. `experimentation` has notebooks, `production` is never ephemeral. */
export type Stage = 'experimentation' | 'staging' | 'production';

/** The environment that capabilities are built in: where, under which names, how protected. */
export interface Environment {
  readonly name: string;
  readonly stage: Stage;
  /** Google Cloud project id. */
  readonly project: string;
  /** Region of everything regional. */
  readonly region: string;
  readonly naming: Naming;
  /**
   * Whether data-bearing resources refuse to be destroyed or replaced. Off only in an environment that was
   * declared ephemeral, with a reason.
   */
  readonly protect: boolean;
  /** No public endpoint, no way out to the internet. Cannot change after the first deployment. */
  readonly private: boolean;
}
