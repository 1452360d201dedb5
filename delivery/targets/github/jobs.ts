import { type DeliveryTrigger } from '../../triggers';
import { emailOf } from '../facts';
import { writesComments } from '../comments';
import { type JobParts } from '../job-parts';
import { TOOL_STEPS } from './actions';
import { happening } from './events';
import { authentication, jobSteps, minutes } from './steps';
import { expression, variables } from './variables';

/** A machine whose tools change by its name only. */
const RUNNER = 'ubuntu-24.04';

/** Minutes that a machine of GitHub gives to a job. What a build started in Google Cloud goes on. */
const LONGEST = 360;

/** The jobs of a workflow: the build, after what finds out whether it is to run. */
export function jobsOf(parts: JobParts): Record<string, object> {
  const { trigger, subscription } = parts;
  const { event } = trigger;
  if ('pullRequest' in event && event.pullRequest.waitsForComment)
    return { ask: askJob(event.pullRequest.branch), build: buildJob(parts, { needs: 'ask' }) };
  if ('pullRequest' in event) return { build: buildJob(parts, { if: OWN_BRANCH }) };
  if (subscription === undefined) return { build: buildJob(parts) };
  const found = "github.event_name == 'workflow_dispatch' || needs.notice.outputs.attributes != ''";
  return {
    notice: noticeJob(parts, subscription),
    build: buildJob(parts, { needs: 'notice', if: `!cancelled() && (${found})` }),
  };
}

/** GitHub gives a fork no identity token. */
const OWN_BRANCH = 'github.event.pull_request.head.repo.full_name == github.repository';

function buildJob(parts: JobParts, start: object = {}): object {
  const { trigger, build, facts, environment } = parts;
  const env = variables(parts);
  return {
    name: trigger.key,
    ...start,
    'runs-on': RUNNER,
    'timeout-minutes': Math.min(minutes(build.timeout), LONGEST),
    ...(environment !== undefined && { environment }),
    concurrency: concurrency(trigger),
    permissions: { contents: 'read', 'id-token': 'write', ...(writesComments(build) && { 'pull-requests': 'write' }) },
    // GitHub takes no empty one.
    ...(Object.keys(env).length > 0 && { env }),
    steps: jobSteps(trigger, build, facts),
  };
}

/** A newer commit of a pull request ends the check of the older one. What deploys is finished, and one at a time. */
function concurrency(trigger: DeliveryTrigger): object {
  const { pullRequest } = happening(trigger);
  return pullRequest === undefined
    ? { group: trigger.key, 'cancel-in-progress': false }
    : { group: `${trigger.key}-${expression(pullRequest)}`, 'cancel-in-progress': true };
}

/** Who may ask. A comment of anybody else starts a workflow that ends at once. */
const MEMBERS = ['OWNER', 'MEMBER', 'COLLABORATOR'];
const COMMENT = '/gcbrun';

const ASKED = [
  'github.event.issue.pull_request != null',
  `startsWith(github.event.comment.body, '${COMMENT}')`,
  `contains(fromJSON('${JSON.stringify(MEMBERS)}'), github.event.comment.author_association)`,
].join(' && ');

/** The commit is the newest one when the comment is read: look at it before you ask. */
const HEAD = `pull="$(gh api "repos/$GITHUB_REPOSITORY/pulls/$NUMBER")"
base="$(jq -r .base.ref <<< "$pull")"
if [[ ! "$base" =~ $BRANCH ]]; then
  echo "::error::the pull request is to be merged into $base, which is not delivered"
  exit 1
fi
{
  echo "head=$(jq -r .head.sha <<< "$pull")"
  echo "branch=$(jq -r .head.ref <<< "$pull")"
} >> "$GITHUB_OUTPUT"
`;

const askJob = (branch: string): object => ({
  name: `${COMMENT} by a member`,
  if: ASKED,
  'runs-on': RUNNER,
  'timeout-minutes': 5,
  permissions: { 'pull-requests': 'read' },
  outputs: { head: expression('steps.pull.outputs.head'), branch: expression('steps.pull.outputs.branch') },
  steps: [
    {
      id: 'pull',
      name: 'Pull request',
      env: { GH_TOKEN: expression('github.token'), NUMBER: expression('github.event.issue.number'), BRANCH: branch },
      shell: 'bash',
      run: HEAD,
    },
  ],
});

/** A message is acknowledged when it is read: a build that fails is started anew by hand. */
const PULL = `messages="$(gcloud pubsub subscriptions pull "$SUBSCRIPTION" --auto-ack --limit=1 --format=json)"
echo "attributes=$(jq -c '.[0].message.attributes // empty' <<< "$messages")" >> "$GITHUB_OUTPUT"
`;

const noticeJob = ({ trigger, facts }: JobParts, subscription: string): object => ({
  name: 'Look for a message',
  if: "github.event_name == 'schedule'",
  'runs-on': RUNNER,
  'timeout-minutes': 5,
  permissions: { 'id-token': 'write' },
  outputs: { attributes: expression('steps.pull.outputs.attributes') },
  steps: [
    ...authentication(facts, emailOf(facts, trigger.account)),
    ...TOOL_STEPS.gcloud,
    { id: 'pull', name: 'Pull', env: { SUBSCRIPTION: subscription }, shell: 'bash', run: PULL },
  ],
});
