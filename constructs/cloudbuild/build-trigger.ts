import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CloudbuildTrigger } from '@cdktf/provider-google/lib/cloudbuild-trigger';
import { type Build } from '../../delivery/build';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { type IServiceAccount } from '../iam/service-account';
import { type ITopic } from '../pubsub/topic';
import { type IConnectedRepository } from './connected-repository';
import { type InlineContext } from './inline-build';
import { listOf } from './list-of';
import { problemsOf } from './trigger-problems';
import { sourceOf } from './trigger-source';

/** What happens in a repository: names are regular expressions (RE2). */
export type RepositoryEvent =
  | {
      readonly pullRequest: {
        readonly branch: string;
        /** Each build waits for a maintainer's comment `/gcbrun`. Else only those of people from outside do. */
        readonly waitsForComment?: boolean;
      };
    }
  | { readonly push: { readonly branch: string } | { readonly tag: string } };

/** Something happens in a connected repository, and a build of that commit begins. */
export interface RepositoryStart {
  readonly repository: IConnectedRepository;
  readonly on: RepositoryEvent;
  /** The build's file in the repository. */
  readonly file: string;
}

/** A message arrives, and a build of a connected repository begins. */
export interface MessageStart {
  readonly topic: ITopic;
  /** Condition on substitutions, in the Common Expression Language. */
  readonly filter?: string;
  readonly repository: IConnectedRepository;
  /** `refs/heads/main` */
  readonly ref: string;
  /** The build's file in the repository. */
  readonly file: string;
}

/** A message arrives, and a build begins that the trigger itself holds. */
export interface InlineStart extends InlineContext {
  readonly topic: ITopic;
  /** Condition on substitutions, in the Common Expression Language. */
  readonly filter?: string;
  readonly build: Build;
}

export type BuildStart = RepositoryStart | MessageStart | InlineStart;

export interface BuildTriggerProps {
  /** Name of the trigger, which can change. */
  readonly triggerName: string;
  /** Google Cloud project id. Changing it replaces the trigger. */
  readonly project: string;
  /** Region of the trigger, its builds and its connected repository. Changing it replaces the trigger. */
  readonly location: string;
  /** What it builds, as the console shows it. */
  readonly description: string;
  /** What builds run as; an account of the trigger's project. */
  readonly account: IServiceAccount;
  /** When a build begins, and of what. */
  readonly start: BuildStart;
  /**
   * Values by name, `_REGION`. Of a trigger on messages a value may be read from it: `$(body.message.attributes.model)`.
   * @default - those that the build declares
   */
  readonly substitutions?: Readonly<Record<string, string>>;
  /**
   * Globs: a build begins when one of the changed files matches. Cloud Build looks at no files of tags and messages.
   * @default - all files
   */
  readonly includedFiles?: readonly string[];
  /**
   * Globs: changed files that match begin no build.
   * @default - none
   */
  readonly ignoredFiles?: readonly string[];
  /**
   * A build waits until somebody with `roles/cloudbuild.builds.approver` approves it.
   * @default false
   */
  readonly approval?: boolean;
  /**
   * What has to exist before the trigger is made, such as the right of Cloud Build to subscribe to the topic.
   * @default - only what the other properties refer to
   */
  readonly createAfter?: readonly ITerraformDependable[];
}

/**
 * Begins builds, each as an account of its own. For repositories that `BuildConnection` connects, and for messages.
 *
 * @see https://cloud.google.com/build/docs/triggers
 */
export class BuildTrigger extends Construct {
  /** @throws ValidationError for a name, a place, a filter or a build that a trigger cannot have */
  constructor(scope: Construct, id: string, props: BuildTriggerProps) {
    super(scope, id);
    const { project, location, account, substitutions, includedFiles, ignoredFiles, approval = false } = props;
    validateName(this, 'buildTrigger', props.triggerName);
    validate(this, problemsOf(props));
    const { ignoreChanges, ...source } = sourceOf(props.start);
    new CloudbuildTrigger(this, 'Resource', {
      name: props.triggerName,
      project,
      location,
      description: props.description,
      serviceAccount: `projects/${project}/serviceAccounts/${account.email}`,
      ...source,
      substitutions: substitutions && Object.keys(substitutions).length > 0 ? { ...substitutions } : undefined,
      includedFiles: listOf(includedFiles),
      ignoredFiles: listOf(ignoredFiles),
      approvalConfig: { approvalRequired: approval },
      lifecycle: ignoreChanges && { ignoreChanges: [...ignoreChanges] },
      dependsOn: listOf(props.createAfter),
    });
  }
}
