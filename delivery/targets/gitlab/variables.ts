import { type DeliveryTrigger } from '../../triggers';
import { type DeliveryFacts, emailOf } from '../facts';
import { PULL_REQUESTS, writesComments } from '../comments';
import { type HostBuild } from '../host-build';

/** The substitutions of a build as variables of its jobs. Those of messages are given to the pipeline, and go first. */
export function variables(trigger: DeliveryTrigger, build: HostBuild, facts: DeliveryFacts): Record<string, string> {
  const builtIn = builtInValues(trigger, facts);
  const values = Object.entries(build.values).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]);
  return {
    ...Object.fromEntries(build.builtIn.filter((name) => name in builtIn).map((name) => [name, builtIn[name]!])),
    ...Object.fromEntries(values),
    ...(writesComments(build) && { [PULL_REQUESTS]: '$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests' }),
  };
}

/** What no variable of GitLab gives: its short form of a commit is longer, and its ids are numbers. */
const COMMANDS: Readonly<Record<string, string>> = {
  BUILD_ID: '$(cat /proc/sys/kernel/random/uuid)',
  SHORT_SHA: '$(printf %.7s "$CI_COMMIT_SHA")',
};

export const generatedNames = ({ builtIn }: HostBuild): string[] => builtIn.filter((name) => name in COMMANDS);

/** Lines of a script that set them. */
export const generatedValues = (build: HostBuild): string[] =>
  generatedNames(build).map((name) => `export ${name}="${COMMANDS[name]}"`);

/** What Cloud Build would fill in, of what GitLab says. */
function builtInValues(trigger: DeliveryTrigger, facts: DeliveryFacts): Readonly<Record<string, string>> {
  const { event } = trigger;
  const email = emailOf(facts, trigger.account);
  const isTag = 'push' in event && 'tag' in event.push;
  const branch = 'pullRequest' in event ? '$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME' : '$CI_COMMIT_REF_NAME';
  return {
    PROJECT_ID: facts.project,
    PROJECT_NUMBER: '$MLOPS_PROJECT_NUMBER',
    LOCATION: facts.region,
    TRIGGER_NAME: trigger.key,
    TRIGGER_BUILD_CONFIG_PATH: trigger.file,
    COMMIT_SHA: '$CI_COMMIT_SHA',
    REVISION_ID: '$CI_COMMIT_SHA',
    REPO_NAME: '$CI_PROJECT_NAME',
    REPO_FULL_NAME: '$CI_PROJECT_PATH',
    REF_NAME: branch,
    BRANCH_NAME: isTag ? '' : branch,
    TAG_NAME: isTag ? '$CI_COMMIT_TAG' : '',
    SERVICE_ACCOUNT_EMAIL: email,
    SERVICE_ACCOUNT: `projects/${facts.project}/serviceAccounts/${email}`,
    ...('pullRequest' in event && {
      _PR_NUMBER: '$CI_MERGE_REQUEST_IID',
      _HEAD_BRANCH: branch,
      _BASE_BRANCH: '$CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
      _HEAD_REPO_URL: '$CI_MERGE_REQUEST_SOURCE_PROJECT_URL',
    }),
  };
}
