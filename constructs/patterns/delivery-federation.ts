import { Construct } from 'constructs';
import { protectedEnvironment } from '../../delivery/protected-environment';
import { accountKey, type DeliveryTrigger } from '../../delivery/triggers';
import { type Environment } from '../core/environment';
import { type Access } from '../iam/host-access';
import { WorkloadIdentityPool } from '../iam/workload-identity-pool';
import { WorkloadIdentityProvider } from '../iam/workload-identity-provider';
import { type DeliveryAccounts } from './delivery-accounts';
import { tagPrefixOf } from './tag-prefix';

export interface DeliveryFederationProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /** Whose jobs are trusted. */
  readonly host: 'github' | 'gitlab';
  /** Clone URL: https, ends in `.git`. */
  readonly cloneUrl: string;
  /** The branch that is delivered. */
  readonly branch: string;
  /** What the jobs of the host are. */
  readonly triggers: readonly DeliveryTrigger[];
  /** Whom jobs act as. */
  readonly accounts: DeliveryAccounts;
}

/** Lets jobs of GitHub Actions or GitLab CI act as the accounts of builds, each as the one of its own build. */
export class DeliveryFederation extends Construct {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/P/providers/X` */
  readonly providerName: string;

  constructor(scope: Construct, id: string, props: DeliveryFederationProps) {
    super(scope, id);
    const { environment, host, cloneUrl, branch, triggers, accounts } = props;
    const { project, naming } = environment;
    const pool = new WorkloadIdentityPool(this, 'Pool', {
      poolId: naming.name('identityPool', 'builds'),
      project,
      displayName: 'Builds',
      description: 'Jobs of the host of the repository',
    });
    const provider = new WorkloadIdentityProvider(this, 'Provider', {
      providerId: naming.name('identityProvider', host),
      pool,
      host,
      cloneUrl,
      branch,
      tagPrefix: tagPrefixOf(triggers),
      environments: environmentsOf(triggers),
    });
    this.providerName = provider.providerName;
    for (const [key, account] of accounts.all)
      for (const access of accessesOf(key, triggers)) account.grantFederated(access, provider.members(access));
  }
}

/** What jobs of an account run for. */
const accessesOf = (key: string, triggers: readonly DeliveryTrigger[]): Access[] => [
  ...new Set(
    triggers.filter(({ account }) => accountKey(account) === key).map((trigger) => accessOf(trigger, triggers)),
  ),
];

/** Messages are looked for by a schedule, on the branch that is delivered. */
function accessOf(trigger: DeliveryTrigger, triggers: readonly DeliveryTrigger[]): Access {
  const environment = protectedEnvironment(trigger, triggers);
  if (environment !== undefined) return `environment-${environment}`;
  const { event } = trigger;
  if ('pullRequest' in event) return 'pull-request';
  return 'push' in event && 'tag' in event.push ? 'tag' : 'main';
}

const environmentsOf = (triggers: readonly DeliveryTrigger[]): string[] => [
  ...new Set(triggers.flatMap((trigger) => protectedEnvironment(trigger, triggers) ?? [])),
];
