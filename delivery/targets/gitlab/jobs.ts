import { type DeliveryTrigger } from '../../triggers';
import { COMMENT_TOKEN, writesComments } from '../comments';
import { emailOf } from '../facts';
import { type HostBuild } from '../host-build';
import { type JobParts } from '../job-parts';
import { ifNoticed, noticeJob } from './notice';
import { rulesOf } from './rules';
import { ACCOUNT_VARIABLE, BUILD } from './shared';
import { registryLogin, STEP, stepOptions, stepText } from './step-text';
import { generatedNames, generatedValues, variables } from './variables';

/** The jobs of a trigger, by name: its build, after the look for a message that starts it. */
export function jobsOf(parts: JobParts): Record<string, object> {
  const { trigger, subscription } = parts;
  const notice = `${trigger.key} message`;
  return {
    ...(subscription !== undefined && { [notice]: noticeJob(parts, subscription) }),
    [trigger.key]: buildJob(parts, subscription === undefined ? [] : [{ job: notice, optional: true }]),
  };
}

function buildJob({ trigger, build, facts, environment, subscription }: JobParts, needs: readonly object[]): object {
  const told = variables(trigger, build, facts);
  const names = [
    ...Object.keys(told),
    ...generatedNames(build),
    ...Object.keys(build.fromMessage),
    ...commentToken(build),
  ];
  return {
    extends: BUILD,
    rules: rulesOf(trigger),
    needs,
    ...(environment !== undefined && { environment: { name: environment } }),
    ...oneAtATime(trigger),
    timeout: `${Math.ceil(build.timeout / 60)} minutes`,
    variables: { [ACCOUNT_VARIABLE]: emailOf(facts, trigger.account), ...told, [STEP]: stepOptions(names) },
    script: [
      ...(subscription === undefined ? [] : [ifNoticed(build)]),
      ...generatedValues(build),
      ...registryLogin(build.registries),
      ...build.steps.map(stepText),
    ],
  };
}

/** A newer commit of a merge request ends the check of the older one. What deploys is finished, and one at a time. */
const oneAtATime = ({ event, key }: DeliveryTrigger): object =>
  'pullRequest' in event ? { interruptible: true } : { resource_group: key };

const commentToken = (build: HostBuild): string[] => (writesComments(build) ? [COMMENT_TOKEN] : []);
