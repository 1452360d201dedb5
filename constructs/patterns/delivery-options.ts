import { needsRelay } from '../../delivery/needs-relay';
import { type DeliveryTrigger } from '../../delivery/triggers';
import { type HostTokens } from '../cloudbuild/build-connection';
import { type Environment } from '../core/environment';
import { type SecretVersionName } from '../source/connection-secrets';
import { type SourcePlace } from '../source/source-grants';

/** What runs the builds. */
export type Builder = 'cloudBuild' | 'githubActions' | 'gitlabCi';

/** A repository in Secure Source Manager, which starts builds of Cloud Build itself. */
export interface HostedRepository extends SourcePlace {
  readonly host: 'secureSourceManager';
  /**
   * IAM member of the service agent of Secure Source Manager in the repository's project.
   * @default - by the number of the project
   */
  readonly agent?: string;
  /**
   * What `git clone` takes.
   * @default - by the number of the project
   */
  readonly cloneUrl?: string;
}

interface Remote {
  /** Clone URL: https, ends in `.git`. */
  readonly remoteUri: string;
}

/** The repository whose commits are built. Without what Cloud Build connects by, it is only trusted by its jobs. */
export type DeliveryRepository =
  | HostedRepository
  | (Remote & {
      readonly host: 'github';
      readonly appInstallationId?: number;
      readonly oauthTokenSecretVersion?: SecretVersionName;
    })
  | (Remote & Partial<HostTokens> & { readonly host: 'gitlab' })
  | (Remote & Partial<HostTokens> & { readonly host: 'bitbucket'; readonly workspace: string });

/** An environment that builds deploy to. */
export interface DeliveredEnvironment {
  readonly environment: Environment;
  /** Names of its stacks, in the order of their deployment. */
  readonly stacks: readonly string[];
  /** Whether what goes there waits for somebody to approve it. */
  readonly approval: boolean;
  /** Where runs are asked for: `projects/P/topics/T`. */
  readonly topic: string;
  /** Where it is told that a model was registered: `projects/P/topics/T`. */
  readonly modelTopic: string;
  /** APIs that its stacks use: what decides the roles of whoever deploys them. */
  readonly services: readonly string[];
  /**
   * E-mail addresses of the accounts that resources of its stacks run as: functions, workbenches, pushes, pipelines.
   * @default - none
   */
  readonly accounts?: readonly string[];
  /**
   * Agents that pull images of delivery.
   * @default - by the number of the project
   */
  readonly agents?: { readonly vertexAi?: string };
  /**
   * Billing account of a budget that its stacks make.
   * @default - they make none
   */
  readonly billingAccount?: string;
}

/** Where Terraform keeps the state of all stacks: `PREFIX/STACK`. */
export interface StateBucket {
  readonly bucket: string;
  /** As `churn`, without a slash at its end. */
  readonly prefix: string;
}

/** Whether events of the repository have to be told to triggers that Secure Source Manager itself cannot start. */
export const isRelayed = ({
  builder,
  repository,
  triggers,
}: {
  readonly builder: Builder;
  readonly repository: DeliveryRepository;
  readonly triggers: readonly DeliveryTrigger[];
}): boolean => builder === 'cloudBuild' && repository.host === 'secureSourceManager' && triggers.some(needsRelay);
