import { type Build } from './build';

/** What starts a build. */
export type TriggerEvent =
  | {
      readonly pullRequest: {
        /** Regular expression of the branches that pull requests are to be merged into. */
        readonly branch: string;
        /**
         * Runs only when a maintainer comments `/gcbrun` on the pull request.
         * @default false
         */
        readonly waitsForComment?: boolean;
      };
    }
  | {
      /** Regular expression of branches or of tags. */
      readonly push: { readonly branch: string } | { readonly tag: string };
    }
  | {
      readonly message: {
        /** `projects/P/topics/T` */
        readonly topic: string;
        /**
         * Condition on substitutions, in the Common Expression Language.
         * @default - every message
         */
        readonly filter?: string;
      };
    };

/** What a build runs as: one of the accounts of delivery, or the one that deploys an environment, or promotes models there. */
export type TriggerAccount =
  | 'ci'
  | 'e2e'
  | 'release'
  | { readonly cd: string; readonly promote?: undefined }
  | { readonly promote: string; readonly cd?: undefined };

/** An account in one word, which may be part of a construct's id: `ci`, `cd-prod`. */
export function accountKey(account: TriggerAccount): string {
  if (typeof account === 'string') return account;
  return account.cd === undefined ? `promote-${account.promote}` : `cd-${account.cd}`;
}

/** The environment that an account is for; `undefined` of those that are for the repository. */
export const environmentOf = (account: TriggerAccount): string | undefined =>
  typeof account === 'string' ? undefined : (account.cd ?? account.promote);

/** Whether a tag starts it. Nothing looks at changed files then. */
export const isOnTag = ({ event }: Pick<DeliveryTrigger, 'event'>): boolean => 'push' in event && 'tag' in event.push;

/** One build of the repository, and when it runs: the same for Cloud Build, GitHub Actions and GitLab CI. */
export interface DeliveryTrigger {
  /** `pr-checks`, `terraform-apply-prod`: part of the construct's id, and the name of the trigger. */
  readonly key: string;
  /** The build's file in the repository: `cloudbuild/pr-checks.yaml`. */
  readonly file: string;
  /** One sentence, as the console shows it. */
  readonly description: string;
  readonly event: TriggerEvent;
  readonly account: TriggerAccount;
  /** Values by name, `_REGION`. Of a trigger on messages a value may be read from it: `$(body.message.attributes.model)`. */
  readonly substitutions: Readonly<Record<string, string>>;
  /**
   * Globs: the build runs when one of the changed files matches.
   * @default - all files
   */
  readonly includedFiles?: readonly string[];
  /**
   * Globs: changed files that match do not start the build.
   * @default - none
   */
  readonly ignoredFiles?: readonly string[];
  /**
   * The build waits until somebody who may approve it did.
   * @default false
   */
  readonly approval?: boolean;
  /** What the file holds, for triggers that cannot name one. */
  readonly build: Build;
}
