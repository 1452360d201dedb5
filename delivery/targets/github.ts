/**
 * The builds as workflows of GitHub Actions: one file each, with the same steps in the same order.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
import { protectedEnvironment } from '../protected-environment';
import { type DeliveryTrigger } from '../triggers';
import { type DeliveryFacts } from './facts';
import { eventOf } from './github/events';
import { jobsOf } from './github/jobs';
import { NoPattern } from './github/ref-patterns';
import { type HostBuild, hostBuilds } from './host-build';
import { polledSubscription } from './polled-subscription';
import { TargetError } from './target-error';
import { type WrittenFile, writtenYaml } from './written-file';

const HOST = 'GitHub Actions';

/** Where GitHub looks for the workflow of a trigger. */
export const workflowFile = (key: string): string => `.github/workflows/${key}.yml`;

/**
 * A workflow for each trigger.
 *
 * @throws TargetError with all that GitHub cannot do
 */
export function githubFiles(triggers: readonly DeliveryTrigger[], facts: DeliveryFacts): WrittenFile[] {
  const builds = hostBuilds(HOST, triggers);
  const problems: string[] = [];
  const files = triggers.flatMap((trigger) => {
    try {
      const workflow = workflowOf(trigger, builds.get(trigger)!, { facts, triggers });
      return { path: workflowFile(trigger.key), text: writtenYaml(workflow, [trigger.description]) };
    } catch (error) {
      if (!(error instanceof NoPattern)) throw error;
      problems.push(`${trigger.key}: ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new TargetError(HOST, problems);
  return files;
}

interface Context {
  readonly facts: DeliveryFacts;
  readonly triggers: readonly DeliveryTrigger[];
}

function workflowOf(trigger: DeliveryTrigger, build: HostBuild, { facts, triggers }: Context): object {
  const environment = protectedEnvironment(trigger, triggers);
  const subscription = polledSubscription(trigger, facts, environment);
  return {
    name: trigger.key,
    on: eventOf(trigger, subscription !== undefined),
    permissions: {},
    jobs: jobsOf({ trigger, build, facts, environment, subscription }),
  };
}
