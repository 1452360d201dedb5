import { type DeliveryTrigger } from '../../triggers';

/** One entry of `rules`. */
export interface Rule {
  readonly if: string;
  readonly changes?: readonly string[];
  readonly when?: 'manual';
  readonly allow_failure?: boolean;
}

/** Variable that names the trigger, where a person, a program or a schedule starts the pipeline. */
export const TRIGGER_VARIABLE = 'MLOPS_TRIGGER';

/** When the build of a trigger runs, and whether it waits for a person. */
export function rulesOf(trigger: DeliveryTrigger): Rule[] {
  const { event, approval = false, includedFiles = [] } = trigger;
  const isOptional = 'pullRequest' in event && (event.pullRequest.waitsForComment ?? false);
  const changes = includedFiles.length > 0 && !isTag(trigger) && !isOptional;
  return [
    {
      if: conditionOf(trigger),
      ...(changes && { changes: includedFiles }),
      ...((approval || isOptional) && { when: 'manual', allow_failure: isOptional }),
    },
  ];
}

const isTag = ({ event }: DeliveryTrigger): boolean => 'push' in event && 'tag' in event.push;

function conditionOf({ event, key }: DeliveryTrigger): string {
  if ('message' in event) return `$${TRIGGER_VARIABLE} == "${key}"`;
  if ('push' in event)
    return 'tag' in event.push
      ? `$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_TAG =~ ${literal(event.push.tag)}`
      : `$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH =~ ${literal(event.push.branch)}`;
  const target = `$CI_MERGE_REQUEST_TARGET_BRANCH_NAME =~ ${literal(event.pullRequest.branch)}`;
  return `$CI_PIPELINE_SOURCE == "merge_request_event" && ${target}`;
}

/** GitLab takes RE2 as well, between slashes. */
const literal = (expression: string): string => `/${expression.replace(/(?<!\\)\//g, '\\/')}/`;
