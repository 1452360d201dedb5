import { Construct } from 'constructs';
import { type Environment } from '../core/environment';
import { CustomRole } from '../iam/custom-role';
import { type IServiceAccount, ServiceAccount } from '../iam/service-account';

export interface RetrainAccountProps {
  /** Where it is built, and under which names. */
  readonly environment: Environment;
}

/** What the retraining function asks of Vertex AI: which runs there are, to start one, and to note its experiment. */
const PERMISSIONS = [
  'aiplatform.contexts.addContextChildren',
  'aiplatform.contexts.create',
  'aiplatform.pipelineJobs.create',
  'aiplatform.pipelineJobs.get',
  'aiplatform.pipelineJobs.list',
];

/** What the retraining function runs as: starts pipelines, and can neither stop nor change anything. */
export class RetrainAccount extends Construct {
  readonly account: ServiceAccount;

  /** The account of an environment, without looking it up. */
  static accountOf({ project, naming }: Environment): IServiceAccount {
    return ServiceAccount.fromAccountId(project, naming.name('serviceAccount', 'retrain'));
  }

  constructor(scope: Construct, id: string, { environment: { project, naming } }: RetrainAccountProps) {
    super(scope, id);
    this.account = new ServiceAccount(this, 'Account', {
      accountId: naming.name('serviceAccount', 'retrain'),
      project,
      displayName: naming.displayName('retrain'),
      description: 'Starts pipelines that were asked for',
      projectRoles: ['roles/logging.logWriter'],
    });
    const role = new CustomRole(this, 'Role', {
      project,
      roleId: naming.name('customRole', 'retrain'),
      title: naming.displayName('retrain'),
      description: 'Starts pipelines and looks at those that were started',
      permissions: PERMISSIONS,
    });
    role.grant('function', this.account.member);
  }
}
