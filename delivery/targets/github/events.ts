import { type DeliveryTrigger } from '../../triggers';
import { refPatterns } from './ref-patterns';

/** What GitHub says about what happened, in its expressions. */
export interface Happening {
  /** Commit that is built. */
  readonly commit: string;
  /** Branch or tag by its short name; of a pull request, the branch that is to be merged. */
  readonly ref: string;
  /** Number of the pull request. */
  readonly pullRequest?: string;
}

/** What GitHub calls an event: `on`. */
export function eventOf(trigger: DeliveryTrigger, polls: boolean): object {
  const { event } = trigger;
  if ('message' in event)
    return { workflow_dispatch: { inputs: inputsOf(trigger) }, ...(polls && { schedule: OFTEN }) };
  if ('push' in event) {
    // GitHub looks at no files when a tag is pushed.
    return 'tag' in event.push
      ? { push: { tags: refPatterns(event.push.tag) } }
      : { push: { branches: refPatterns(event.push.branch), ...paths(trigger) } };
  }
  const { branch, waitsForComment } = event.pullRequest;
  if (waitsForComment) return { issue_comment: { types: ['created'] } };
  return { pull_request: { branches: refPatterns(branch), ...paths(trigger) } };
}

/** How often GitHub looks for messages. It may be late, and skips a turn when it is busy. */
const OFTEN = [{ cron: '*/10 * * * *' }];

const ATTRIBUTE = /^\$\(body\.message\.attributes\.(\w+)\)$/;

/** What a person fills in who starts the build in the place of a message. */
function inputsOf({ substitutions }: DeliveryTrigger): object {
  const names = Object.values(substitutions).flatMap((value) => ATTRIBUTE.exec(value)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, { description: name, type: 'string', required: true }]));
}

/** One list for both, as GitHub takes no two: the last pattern that a file matches counts. */
function paths({ includedFiles = [], ignoredFiles = [] }: DeliveryTrigger): object {
  if (includedFiles.length + ignoredFiles.length === 0) return {};
  const included = includedFiles.length > 0 ? includedFiles : ['**'];
  return { paths: [...included, ...ignoredFiles.map((glob) => `!${glob}`)] };
}

/** What happened, by the event that starts the workflow. */
export function happening({ event }: DeliveryTrigger): Happening {
  if (!('pullRequest' in event)) return { commit: 'github.sha', ref: 'github.ref_name' };
  if (event.pullRequest.waitsForComment)
    return {
      commit: 'needs.ask.outputs.head',
      ref: 'needs.ask.outputs.branch',
      pullRequest: 'github.event.issue.number',
    };
  return {
    commit: 'github.event.pull_request.head.sha',
    ref: 'github.head_ref',
    pullRequest: 'github.event.pull_request.number',
  };
}
