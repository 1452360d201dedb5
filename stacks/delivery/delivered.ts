import { TerraformResource } from 'cdktf';
import { type Config } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { serviceOfType } from '../../constructs/core/service-catalogue';
import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { type DeliveredEnvironment } from '../../constructs/patterns/delivery-options';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { Workbench } from '../../constructs/patterns/workbench';
import { type DeliveryStack } from '../delivery-stack';
import { workbenchesOf } from '../parts/experiment-workspace';
import { environmentsOf } from '../settings';
import { stacksOf } from './substitutions';
import { isApproved } from './triggers';

type Deployed = DeliveryStack['deployed'];

/** The environments of a configuration as delivery sees them. */
export function deliveredEnvironments({ config, deployed }: DeliveryStack): DeliveredEnvironment[] {
  return environmentsOf(config).map((environment) => {
    const stacks = deployed.filter((stack) => stack.settings.environment.name === environment.name);
    return {
      environment,
      stacks: stacksOf(config, environment),
      approval: isApproved(environment),
      topic: ContinuousTraining.topicOf(environment).topicId,
      modelTopic: PipelineRuntime.modelTopicOf(environment).topicId,
      services: servicesOf(stacks),
      accounts: accountsOf(config, environment),
      billingAccount: config.budget?.billingAccount,
    };
  });
}

/** APIs that the resources of stacks belong to: what whoever deploys them has to be let at. */
function servicesOf(stacks: Deployed): string[] {
  const resources = stacks.flatMap((stack) => stack.node.findAll().filter(TerraformResource.isTerraformResource));
  const services = resources.map((resource) => serviceOfType(resource.terraformResourceType));
  return [...new Set(services.filter((service) => service !== undefined))].sort();
}

/** Accounts that resources run as. */
function accountsOf(config: Config, environment: Environment): string[] {
  const workbenches = Object.keys(workbenchesOf(config, environment));
  return [
    ...ContinuousTraining.accountsOf(environment),
    ...workbenches.map((key) => Workbench.accountOf(environment, key)),
  ].map(({ email }) => email);
}
