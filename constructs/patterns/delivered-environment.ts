import { Construct } from 'constructs';
import { grantOnRepository, type IRepository, Repository } from '../artifact-registry/repository';
import { grantOnDataset } from '../bigquery/dataset';
import { grantOnBillingAccount } from '../billing/billing-grant';
import { CustomRole } from '../iam/custom-role';
import { ProjectGrants } from '../iam/project-grants';
import { grantUseOf, ServiceAccount } from '../iam/service-account';
import { ProjectAgents } from '../project/project-agents';
import { grantOnTopic } from '../pubsub/topic';
import { Bucket, grantOnBucket } from '../storage/bucket';
import { grantByPrefix } from '../storage/prefix-grant';
import { DataStores } from './data-stores';
import { type DeliveryAccounts } from './delivery-accounts';
import { type DeliveryArtifacts } from './delivery-artifacts';
import { type DeliveredEnvironment, type StateBucket } from './delivery-options';
import { rolesFor } from './delivery-roles';
import { statePrefixes } from './delivery-state';
import { PipelineRuntime } from './pipeline-runtime';

export interface DeliveredEnvironmentGrantsProps {
  /** What is delivered to. */
  readonly delivered: DeliveredEnvironment;
  /** Who builds. */
  readonly accounts: DeliveryAccounts;
  /** What builds push, and environments pull. */
  readonly artifacts: DeliveryArtifacts;
  /** Repositories of others that the environment pulls images from. */
  readonly images: readonly IRepository[];
  /** @default - state is in local files: builds cannot deploy */
  readonly state?: StateBucket;
  /** Whether new pipelines are tried here. */
  readonly isPreStaging: boolean;
}

/** What of the bucket of pipelines Terraform makes: a plan looks at it. What runs write there is no part of it. */
const MANAGED_OBJECTS = ['templates/', 'plans/', 'functions/', 'routes.json'];

/** Where the template of a run is put that tries a pipeline. */
const CANDIDATES = 'templates/candidates/';

/** Starts a run, watches it, and ends it when it takes too long. */
const RUN_PERMISSIONS = [
  'aiplatform.pipelineJobs.cancel',
  'aiplatform.pipelineJobs.create',
  'aiplatform.pipelineJobs.get',
  'aiplatform.pipelineJobs.list',
];

/** The challenger, and the run that promotes it. */
const LOOK_PERMISSIONS = ['aiplatform.models.get', 'aiplatform.pipelineJobs.get', 'aiplatform.pipelineJobs.list'];

/** Whom an environment lets do what: all grants of delivery on what the environment's own stacks have made. */
export class DeliveredEnvironmentGrants extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveredEnvironmentGrantsProps,
  ) {
    super(scope, id);
    this.deploy();
    this.promote();
    this.plan();
    this.release();
    if (props.isPreStaging) this.tryPipelines();
    this.pull();
  }

  /** The account that deploys the environment: it alone can change what is there. */
  private deploy(): void {
    const { delivered, accounts, state } = this.props;
    const { environment, services } = delivered;
    const { project, name } = environment;
    const { member } = accounts.get({ cd: name });
    new ProjectGrants(this, 'Deploy', { project, member, roles: rolesFor('apply', services) });
    for (const email of new Set(delivered.accounts))
      grantUseOf(this, `Use-${email.split('@')[0]}`, ServiceAccount.fromEmail(email), member);
    if (state) grantByPrefix(this, 'State', this.stateOf(state), 'roles/storage.objectUser', member);
    const { billingAccount } = delivered;
    if (billingAccount) grantOnBillingAccount(this, 'Budget', billingAccount, 'roles/billing.costsManager', member);
  }

  /** What tests a model sees it and what it was asked, asks for its promotion, and changes nothing. */
  private promote(): void {
    const { delivered, accounts } = this.props;
    const { environment, topic } = delivered;
    const { project, naming, name } = environment;
    const { member } = accounts.get({ promote: name });
    const role = new CustomRole(this, 'PromoteRole', {
      project,
      roleId: naming.name('customRole', 'promote'),
      title: naming.displayName('promote'),
      description: 'Looks at models that were registered, and at runs',
      permissions: LOOK_PERMISSIONS,
    });
    role.grant('builds', member);
    const models = DataStores.modelBucketOf(environment);
    grantOnBucket(this, 'PromoteModels', models, 'roles/storage.objectViewer', member);
    const requests = DataStores.predictionsOf(environment);
    grantOnDataset(this, 'PromoteRequests', requests, 'roles/bigquery.dataViewer', member);
    new ProjectGrants(this, 'Promote', { project, member, roles: ['roles/bigquery.jobUser'] });
    grantOnTopic(this, 'Runs', { topicId: topic }, 'roles/pubsub.publisher', member);
  }

  /** Pull requests are planned: seen, not touched. */
  private plan(): void {
    const { delivered, accounts, state } = this.props;
    const { project } = delivered.environment;
    const { member } = accounts.get('ci');
    new ProjectGrants(this, 'Plan', { project, member, roles: rolesFor('plan', delivered.services) });
    const bucket = PipelineRuntime.bucketOf(delivered.environment);
    const managed = { bucket, prefixes: MANAGED_OBJECTS, title: 'what stacks keep' };
    grantByPrefix(this, 'PlanObjects', managed, 'roles/storage.objectViewer', member);
    if (state) grantByPrefix(this, 'PlanState', this.stateOf(state), 'roles/storage.objectViewer', member);
    const { billingAccount } = delivered;
    if (billingAccount) grantOnBillingAccount(this, 'PlanBudget', billingAccount, 'roles/billing.viewer', member);
  }

  /** Templates of pipelines go to the repository of each environment. */
  private release(): void {
    const { delivered, accounts } = this.props;
    const { project, region, naming } = delivered.environment;
    const templates = Repository.fromRepositoryId(project, region, naming.name('repository', 'pipelines'));
    grantOnRepository(this, 'Templates', templates, 'roles/artifactregistry.writer', accounts.get('release').member);
  }

  /** New pipelines are tried as the account that runs pipelines here: starting them takes no right on any data. */
  private tryPipelines(): void {
    const { environment } = this.props.delivered;
    const { project, naming } = environment;
    const { member } = this.props.accounts.get('e2e');
    const role = new CustomRole(this, 'E2eRole', {
      project,
      roleId: naming.name('customRole', 'e2e'),
      title: naming.displayName('e2e'),
      description: 'Tries pipelines, and ends what takes too long',
      permissions: RUN_PERMISSIONS,
    });
    role.grant('builds', member);
    grantUseOf(this, 'E2eRuns', PipelineRuntime.runnerOf(environment), member);
    const candidates = { bucket: PipelineRuntime.bucketOf(environment), prefixes: [CANDIDATES], title: 'candidates' };
    grantByPrefix(this, 'E2eTemplates', candidates, 'roles/storage.objectUser', member);
  }

  /**
   * Vertex AI pulls images as an agent of its own, and code of custom jobs as another one, which appears with the first such
   * job and cannot be named before. All agents of the project are let pull: they are Google's, and no workload is among them.
   */
  private pull(): void {
    const { delivered, artifacts, images } = this.props;
    const { environment } = delivered;
    const agents = new ProjectAgents(this, 'Agents', { project: environment.project });
    const vertexAi = delivered.agents?.vertexAi ?? agents.member('aiplatform');
    const pullFrom = (key: string, repository: IRepository) => {
      grantOnRepository(this, `PullServed-${key}`, repository, 'roles/artifactregistry.reader', vertexAi);
      grantOnRepository(this, `PullTrained-${key}`, repository, 'roles/artifactregistry.reader', agents.all);
    };
    pullFrom('delivery', artifacts.images);
    for (const repository of images) pullFrom(`${repository.project}-${repository.repositoryId}`, repository);
    const runner = PipelineRuntime.runnerOf(environment).member;
    grantOnRepository(this, 'Install', artifacts.packages, 'roles/artifactregistry.reader', runner);
  }

  private stateOf(state: StateBucket) {
    const { delivered } = this.props;
    return {
      bucket: Bucket.fromBucketName(state.bucket),
      prefixes: statePrefixes(state, delivered),
      title: `state of ${delivered.environment.name}`,
    };
  }
}
