import { type TriggerAccount } from '../triggers';

/** What the files of a host have to name, besides the triggers themselves. */
export interface DeliveryFacts {
  /** Project of builds and of their accounts. */
  readonly project: string;
  /** Region of builds. */
  readonly region: string;
  /** E-mail addresses of the accounts that builds run as; `cd` and `promote` by environment. */
  readonly accounts: {
    readonly ci: string;
    readonly e2e: string;
    readonly release: string;
    readonly cd: Readonly<Record<string, string>>;
    readonly promote: Readonly<Record<string, string>>;
  };
  /**
   * Provider that trusts the host's identity tokens: `projects/NUMBER/locations/global/workloadIdentityPools/P/providers/X`.
   * @default - the host's variable MLOPS_IDENTITY_PROVIDER, as a configuration does not know a project's number
   */
  readonly identityProvider?: string;
  /**
   * By which events get to triggers that the triggers file of Secure Source Manager cannot hold.
   * @default - there are no such triggers
   */
  readonly relay?: {
    /** `projects/P/topics/T` */
    readonly topic: string;
    /** E-mail address of the account that may publish there. */
    readonly account: string;
  };
  /**
   * Where a host that Pub/Sub cannot start looks for messages: `projects/P/subscriptions/S`, by topic.
   * @default - it does not look; a person or a program starts the build
   */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/** Variable of the host that holds the provider's name where the facts have none. */
export const PROVIDER_VARIABLE = 'MLOPS_IDENTITY_PROVIDER';

/** The e-mail address of the account that a build runs as. */
export function emailOf({ accounts }: DeliveryFacts, account: TriggerAccount): string {
  if (typeof account === 'string') return accounts[account];
  return account.cd === undefined ? accounts.promote[account.promote]! : accounts.cd[account.cd]!;
}
