import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type Build } from '../../delivery/build';
import { needsRelay } from '../../delivery/needs-relay';
import { type DeliveryTrigger, isOnTag } from '../../delivery/triggers';
import { type BuildStart, BuildTrigger } from '../cloudbuild/build-trigger';
import { type IConnectedRepository } from '../cloudbuild/connected-repository';
import { type Environment } from '../core/environment';
import { type ITopic } from '../pubsub/topic';
import { type DeliveryAccounts } from './delivery-accounts';
import { withClone } from './delivery-clone';
import { relayedBuiltIns, relayedCommit, relayFilter, relaySubstitutions } from './delivery-relay';

/** Where the source of builds is. */
export type TriggeredSource =
  | { readonly repository: IConnectedRepository }
  | {
      /** What `git clone` takes. */
      readonly cloneUrl: string;
      /** Name of the repository, as builds are told. */
      readonly repositoryId: string;
      /** Where events come from that wait for an approval. */
      readonly relay?: ITopic;
    };

export interface DeliveryTriggersProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /** What starts builds. */
  readonly triggers: readonly DeliveryTrigger[];
  /** The repository: connected, or one that starts most builds itself. */
  readonly source: TriggeredSource;
  /** The branch that is delivered. */
  readonly branch: string;
  /** Whom builds run as. */
  readonly accounts: DeliveryAccounts;
  /** What has to exist before a trigger on messages is made. */
  readonly canSubscribe: readonly ITerraformDependable[];
}

/**
 * Triggers of Cloud Build. Secure Source Manager starts builds itself, as a file in the repository says, and cannot say two
 * things there: that a build starts with a message, and that it waits for an approval. These are made here.
 */
export class DeliveryTriggers extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveryTriggersProps,
  ) {
    super(scope, id);
    for (const trigger of props.triggers) {
      const start = 'repository' in props.source ? this.connected(trigger, props.source.repository) : this.own(trigger);
      if (start) this.make(trigger, start);
    }
  }

  private make(trigger: DeliveryTrigger, start: BuildStart): void {
    const { environment, accounts, canSubscribe } = this.props;
    const { key, description, account, approval, substitutions, includedFiles, ignoredFiles } = trigger;
    const isRelayed = 'build' in start && !('message' in trigger.event);
    // Of tags and messages Cloud Build looks at no files; of what is relayed, the repository has looked at them.
    const files = 'on' in start && !isOnTag(trigger) ? { includedFiles, ignoredFiles } : {};
    new BuildTrigger(this, key, {
      triggerName: key,
      project: environment.project,
      location: environment.region,
      description,
      account: accounts.get(account),
      start,
      substitutions: isRelayed ? { ...substitutions, ...relaySubstitutions } : substitutions,
      ...files,
      approval,
      createAfter: 'topic' in start ? canSubscribe : undefined,
    });
  }

  private connected({ event, file }: DeliveryTrigger, repository: IConnectedRepository): BuildStart {
    if (!('message' in event)) return { repository, on: event, file };
    const { topic, filter } = event.message;
    return { topic: { topicId: topic }, filter, repository, ref: `refs/heads/${this.props.branch}`, file };
  }

  /** What is not in the triggers file of Secure Source Manager. */
  private own(trigger: DeliveryTrigger): BuildStart | undefined {
    const { source } = this.props;
    if ('repository' in source) return undefined;
    const { event, build, key } = trigger;
    const builtIn = { REPO_NAME: source.repositoryId, TRIGGER_BUILD_CONFIG_PATH: trigger.file };
    if ('message' in event) {
      const { topic, filter } = event.message;
      return { topic: { topicId: topic }, filter, build: this.cloned(build), builtIn };
    }
    if (!needsRelay(trigger) || !source.relay) return undefined;
    return {
      topic: source.relay,
      filter: relayFilter(key),
      build: this.cloned(build, relayedCommit),
      builtIn: { ...builtIn, ...relayedBuiltIns(isOnTag(trigger) ? 'tag' : 'branch') },
    };
  }

  private cloned(build: Build, commit?: string): Build {
    const { source, branch } = this.props;
    return 'repository' in source ? build : withClone(build, { cloneUrl: source.cloneUrl, branch, commit });
  }
}
