import { type DeliveryTrigger } from '../../triggers';
import { type DeliveryFacts, emailOf } from '../facts';
import { type HostBuild } from '../host-build';
import { PULL_REQUESTS, writesComments } from '../comments';
import { happening } from './events';

export const expression = (text: string): string => `\${{ ${text} }}`;

/** A pull request is an issue to whoever comments on it. */
const PULL_REQUESTS_OF_GITHUB = `${expression('github.api_url')}/repos/${expression('github.repository')}/issues`;

interface VariableParts {
  readonly trigger: DeliveryTrigger;
  readonly build: HostBuild;
  readonly facts: DeliveryFacts;
  /** `projects/P/subscriptions/S` that is looked at for messages. */
  readonly subscription?: string;
}

/**
 * All substitutions of a build as variables of its job. What others decide, such as the name of a branch, reaches scripts
 * as a variable only: nothing is ever filled into their text.
 */
export function variables({ trigger, build, facts, subscription }: VariableParts): Record<string, string> {
  const builtIn = builtInValues(trigger, facts);
  const messages = Object.entries(build.fromMessage).map(([name, attribute]) => [
    name,
    expression(subscription === undefined ? `inputs.${attribute}` : filledInOrFound(attribute)),
  ]);
  return {
    ...Object.fromEntries(build.builtIn.filter((name) => name in builtIn).map((name) => [name, builtIn[name]!])),
    ...(build.builtIn.includes('SHORT_SHA') && { COMMIT_SHA: builtIn.COMMIT_SHA }),
    ...build.values,
    ...(writesComments(build) && { [PULL_REQUESTS]: PULL_REQUESTS_OF_GITHUB }),
    ...Object.fromEntries(messages),
  };
}

/** What a person filled in, or the message that the job before has found. */
const filledInOrFound = (attribute: string): string =>
  `inputs.${attribute} || fromJSON(needs.notice.outputs.attributes || '{}').${attribute}`;

/** What Cloud Build would fill in. */
function builtInValues(trigger: DeliveryTrigger, facts: DeliveryFacts): Readonly<Record<string, string>> {
  const { commit, ref, pullRequest = '' } = happening(trigger);
  const email = emailOf(facts, trigger.account);
  const isTag = 'push' in trigger.event && 'tag' in trigger.event.push;
  return {
    PROJECT_ID: facts.project,
    PROJECT_NUMBER: expression('vars.MLOPS_PROJECT_NUMBER'),
    LOCATION: facts.region,
    TRIGGER_NAME: trigger.key,
    TRIGGER_BUILD_CONFIG_PATH: trigger.file,
    COMMIT_SHA: expression(commit),
    REVISION_ID: expression(commit),
    REPO_NAME: expression('github.event.repository.name'),
    REPO_FULL_NAME: expression('github.repository'),
    REF_NAME: expression(ref),
    BRANCH_NAME: isTag ? '' : expression(ref),
    TAG_NAME: isTag ? expression(ref) : '',
    SERVICE_ACCOUNT_EMAIL: email,
    SERVICE_ACCOUNT: `projects/${facts.project}/serviceAccounts/${email}`,
    _PR_NUMBER: pullRequest && expression(pullRequest),
    _HEAD_BRANCH: expression(ref),
    _BASE_BRANCH: expression('github.base_ref || github.event.repository.default_branch'),
    _HEAD_REPO_URL: expression("format('{0}/{1}', github.server_url, github.repository)"),
  };
}
