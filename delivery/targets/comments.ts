import { type HostBuild } from './host-build';
import { type HostStep } from './host-step';

/** Substitution that says where comments on pull requests go: a build that has it comments. */
export const PULL_REQUESTS = '_PULL_REQUESTS';

/** Variable that a step which comments reads a token from (delivery/tasks/comment.sh). */
export const COMMENT_TOKEN = 'COMMENT_TOKEN';

export const writesComments = ({ values }: HostBuild): boolean => PULL_REQUESTS in values;

/** Whether it is this step that comments: no other one gets the token. */
export const isComment = ({ script }: HostStep): boolean => script.includes(`$${PULL_REQUESTS}`);
