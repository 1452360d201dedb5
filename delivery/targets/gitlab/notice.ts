import { IMAGES } from '../../images';
import { type DeliveryFacts, emailOf } from '../facts';
import { type HostBuild } from '../host-build';
import { type DeliveryTrigger } from '../../triggers';
import { TRIGGER_VARIABLE } from './rules';
import { ACCOUNT_VARIABLE, SIGNED_IN } from './shared';

interface NoticeParts {
  readonly trigger: DeliveryTrigger;
  readonly build: HostBuild;
  readonly facts: DeliveryFacts;
}

const FILE = 'message.env';

/** Looks for a message, as GitLab cannot be started by one: a schedule starts it. */
export function noticeJob({ trigger, build, facts }: NoticeParts, subscription: string): object {
  return {
    extends: SIGNED_IN,
    image: { name: IMAGES.gcloud, entrypoint: [''] },
    rules: [{ if: `$CI_PIPELINE_SOURCE == "schedule" && $${TRIGGER_VARIABLE} == "${trigger.key}"` }],
    needs: [],
    timeout: '5 minutes',
    variables: { [ACCOUNT_VARIABLE]: emailOf(facts, trigger.account), SUBSCRIPTION: subscription },
    script: [pull(Object.entries(build.fromMessage))],
    artifacts: { reports: { dotenv: FILE }, expire_in: '1 day' },
  };
}

/**
 * A message is acknowledged when it is read: a build that fails is started anew by hand. A value with anything but the
 * characters of names could set other variables, and ends the job.
 */
function pull(read: readonly (readonly [name: string, attribute: string])[]): string {
  const columns = read.map(([, attribute]) => `message.attributes.${attribute}`).join(', ');
  const names = read.map(([name]) => name);
  return [
    `message="$(gcloud pubsub subscriptions pull "$SUBSCRIPTION" --auto-ack --limit=1 --format='csv[no-heading](${columns})')"`,
    `if [[ ! "$message" =~ ^[A-Za-z0-9._,-]*$ ]]; then echo "not a message of a model: $message"; exit 1; fi`,
    `IFS=, read -r ${names.join(' ')} <<< "$message"`,
    ...names.map((name, index) => `echo "${name}=$${name}" ${index === 0 ? '>' : '>>'} ${FILE}`),
    '',
  ].join('\n');
}

/** Nothing to do is no failure. */
export const ifNoticed = ({ fromMessage }: HostBuild): string => {
  const [name] = Object.keys(fromMessage);
  return `if [ -z "\${${name}:-}" ]; then echo "no message"; exit 0; fi`;
};
