import { Construct } from 'constructs';
import { needsRelay } from '../../delivery/needs-relay';
import { accountKey, type DeliveryTrigger } from '../../delivery/triggers';
import { type Environment } from '../core/environment';
import { CustomRole } from '../iam/custom-role';
import { ProjectGrants } from '../iam/project-grants';
import { ProjectAgents } from '../project/project-agents';
import { grantSourceRead, sourceCloneUrl } from '../source/source-grants';
import { type DeliveryAccounts } from './delivery-accounts';
import { type HostedRepository } from './delivery-options';

export interface DeliveryHostedProps {
  /** Where builds are, and under which names. */
  readonly environment: Environment;
  /** A repository in Secure Source Manager. */
  readonly repository: HostedRepository;
  /** Who builds. */
  readonly accounts: DeliveryAccounts;
  /** What starts builds. */
  readonly triggers: readonly DeliveryTrigger[];
  /** Whether builds run in a pool of the project. */
  readonly usesPool: boolean;
}

/**
 * What Secure Source Manager does with builds, and no more. `roles/cloudbuild.builds.editor`, which Google's page names,
 * holds these and a few that look.
 */
const BUILD_PERMISSIONS = [
  'cloudbuild.builds.create',
  'cloudbuild.builds.get',
  'cloudbuild.builds.list',
  'cloudbuild.builds.update',
];

/**
 * Lets Secure Source Manager start builds, as the accounts of the triggers that are in its file. Those that wait for an
 * approval are not: it could act as them without one.
 *
 * @see https://cloud.google.com/secure-source-manager/docs/connect-cloud-build
 */
export class DeliveryHosted extends Construct {
  readonly cloneUrl: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveryHostedProps,
  ) {
    super(scope, id);
    const { environment, repository, accounts } = props;
    const agents = new ProjectAgents(this, 'Agents', { project: repository.project });
    this.cloneUrl = repository.cloneUrl ?? sourceCloneUrl(repository, agents.number, environment.private);
    this.letStart(repository.agent ?? agents.member('securesourcemanager'));
    for (const [key, account] of accounts.all) grantSourceRead(this, `Source-${key}`, repository, account.member);
  }

  private letStart(agent: string): void {
    const { environment, accounts, usesPool } = this.props;
    const { project, naming } = environment;
    const role = new CustomRole(this, 'Role', {
      project,
      roleId: naming.name('customRole', 'starter'),
      title: naming.displayName('starter'),
      description: 'Starts builds, and looks how they went',
      permissions: BUILD_PERMISSIONS,
    });
    role.grant('source-manager', agent);
    const roles = ['roles/serviceusage.serviceUsageConsumer', ...(usesPool ? ['roles/cloudbuild.workerPoolUser'] : [])];
    new ProjectGrants(this, 'Agent', { project, member: agent, roles });
    for (const key of this.startedAs()) {
      const account = accounts.all.find(([found]) => found === key)?.[1];
      account?.grantUse('source-manager', agent);
    }
  }

  /** Keys of the accounts that builds run as which start without an approval or a comment. */
  private startedAs(): ReadonlySet<string> {
    const { triggers } = this.props;
    const keys = triggers.flatMap((trigger) => {
      const { event, account } = trigger;
      if ('message' in event) return [];
      if (needsRelay(trigger)) return ['relay'];
      if ('pullRequest' in event && event.pullRequest.waitsForComment) return [];
      return [accountKey(account)];
    });
    return new Set(keys);
  }
}
