import { type ITerraformDependable } from 'cdktf';
import { type Construct } from 'constructs';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { principalId } from '../core/principals';
import { ProjectGrants } from '../iam/project-grants';
import { ProjectAgents } from '../project/project-agents';
import { type ProjectServices } from '../project/project-services';
import { grantOnTopic, Topic } from '../pubsub/topic';
import { grantSecretRead } from '../source/connection-secrets';
import { type DeliveryAccounts } from './delivery-accounts';
import { DeliveryHosted } from './delivery-hosted';
import { type DeliveryKeys } from './delivery-keys';
import { isRelayed } from './delivery-options';
import { DeliverySource } from './delivery-source';
import { DeliveryTriggers, type TriggeredSource } from './delivery-triggers';
import { type PipelineDeliveryProps } from './pipeline-delivery';

/** What of delivery is there already. */
interface Parts {
  readonly services: ProjectServices;
  readonly accounts: DeliveryAccounts;
  readonly keys?: DeliveryKeys;
  readonly workerPool?: string;
}

/** Time in which the right to subscribe comes into force. Cloud Build subscribes when a trigger is made. */
const GRANT_PROPAGATION = '60s';

/** Cloud Build starts builds, and people approve them. */
export function buildOnCloudBuild(scope: Construct, props: PipelineDeliveryProps, parts: Parts): void {
  const { environment, triggers, branch, approvers } = props;
  const { services, accounts } = parts;
  const { project } = environment;
  const agents = new ProjectAgents(scope, 'Agents', { project, after: [services.ready('cloudbuild.googleapis.com')] });
  for (const approver of new Set(approvers))
    new ProjectGrants(scope, `Approver-${principalId(approver)}`, {
      project,
      member: approver,
      roles: ['roles/cloudbuild.builds.approver'],
    });
  new DeliveryTriggers(scope, 'Triggers', {
    environment,
    triggers,
    source: sourceOf(scope, props, parts, agents),
    branch,
    accounts,
    canSubscribe: canSubscribe(scope, props, services, agents),
  });
}

function sourceOf(
  scope: Construct,
  props: PipelineDeliveryProps,
  parts: Parts,
  agents: ProjectAgents,
): TriggeredSource {
  const { environment, repository, triggers, commentToken } = props;
  const { accounts, workerPool } = parts;
  if (repository.host !== 'secureSourceManager') {
    if (commentToken) grantSecretRead(scope, 'CommentToken', commentToken, accounts.get('ci').member);
    return { repository: new DeliverySource(scope, 'Source', { environment, repository, agents }).repository };
  }
  const usesPool = workerPool !== undefined;
  const hosted = new DeliveryHosted(scope, 'Source', { environment, repository, accounts, triggers, usesPool });
  const relay = isRelayed(props) ? newRelay(scope, props, parts) : undefined;
  return { cloneUrl: hosted.cloneUrl, repositoryId: repository.repositoryId, relay };
}

function newRelay(scope: Construct, { environment }: PipelineDeliveryProps, { accounts, keys }: Parts): Topic {
  const { project, region, naming, protect } = environment;
  const relay = new Topic(scope, 'Relay', {
    topicName: naming.name('topic', 'relay'),
    project,
    region,
    protect,
    encryptionKey: keys?.pubsub,
  });
  relay.grantPublish('relay', accounts.get('relay').member);
  return relay;
}

/** Cloud Build subscribes as its agent, which has no right to topics of other projects. */
function canSubscribe(
  scope: Construct,
  { triggers }: PipelineDeliveryProps,
  services: ProjectServices,
  agents: ProjectAgents,
): ITerraformDependable[] {
  const pubsub = services.ready('pubsub.googleapis.com');
  const agent = agents.member('cloudbuild');
  const grants = triggers.flatMap(({ key, event }) => {
    if (!('message' in event)) return [];
    const { topic } = event.message;
    return [grantOnTopic(scope, `Hears-${key}`, { topicId: topic }, 'roles/pubsub.subscriber', agent)];
  });
  if (grants.length === 0) return [pubsub];
  return [pubsub, new Sleep(scope, 'CanSubscribe', { createDuration: GRANT_PROPAGATION, dependsOn: grants })];
}
