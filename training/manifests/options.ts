/** What the manifests of training are made with. */
import { TRAINING_POD } from '../pools/kubernetes';

export interface Team {
  /** Name of its queue, for people: `research`. */
  readonly name: string;
  /**
   * Accelerators that are the team's own, by pool; a pool left out gives it none. What is not in use can be borrowed by
   * the other teams.
   * @default - an equal part of each pool
   */
  readonly quotas?: Readonly<Record<string, number>>;
}

export interface ManifestOptions {
  /** @default 'training' */
  readonly namespace?: string;
  /**
   * Kubernetes account that training runs as.
   * @default 'train'
   */
  readonly account?: string;
  /**
   * E-mail address of the Google account behind it; it has to let the Kubernetes account act as it
   * (`roles/iam.workloadIdentityUser`).
   * @default - none: training reaches nothing of Google Cloud
   */
  readonly googleServiceAccount?: string;
  /**
   * A queue each.
   * @default - one, `training`, with everything
   */
  readonly teams?: readonly Team[];
  /**
   * Of the sample jobs.
   * @default 'IMAGE' - to be put in before they are applied
   */
  readonly image?: string;
}

/** The options with their defaults. */
export type Settings = Required<Omit<ManifestOptions, 'googleServiceAccount'>> &
  Pick<ManifestOptions, 'googleServiceAccount'>;

export const settingsOf = (options: ManifestOptions = {}): Settings => ({
  namespace: options.namespace ?? TRAINING_POD.namespace,
  account: options.account ?? TRAINING_POD.account,
  googleServiceAccount: options.googleServiceAccount,
  teams: options.teams ?? [{ name: 'training' }],
  image: options.image ?? 'IMAGE',
});
