/**
 * The builds as one file of GitLab CI, with the same steps in the same order and images.
 * https://docs.gitlab.com/ci/yaml/
 */
import { protectedEnvironment } from '../protected-environment';
import { type DeliveryTrigger } from '../triggers';
import { type DeliveryFacts } from './facts';
import { jobsOf } from './gitlab/jobs';
import { sharedParts } from './gitlab/shared';
import { hostBuilds } from './host-build';
import { polledSubscription } from './polled-subscription';
import { type WrittenFile, writtenYaml } from './written-file';

/** Where GitLab looks. */
export const GITLAB_FILE = '.gitlab-ci.yml';

/**
 * All builds as jobs of one pipeline, each with the rules of its trigger.
 *
 * @throws TargetError with all that GitLab cannot do
 */
export function gitlabFiles(triggers: readonly DeliveryTrigger[], facts: DeliveryFacts): WrittenFile[] {
  const jobs = [...hostBuilds('GitLab CI', triggers)].map(([trigger, build]) => {
    const environment = protectedEnvironment(trigger, triggers);
    const subscription = polledSubscription(trigger, facts, environment);
    return jobsOf({ trigger, build, facts, environment, subscription });
  });
  const file: object = Object.assign(sharedParts(facts), ...jobs);
  return [{ path: GITLAB_FILE, text: writtenYaml(file) }];
}
