import { type HostClaims, oneOf, type TrustedJobs } from './host-access';

/** What may run for the delivered branch. Not `pull_request_target`, whose token names the same branch. */
const BRANCH_EVENTS = ['push', 'schedule', 'workflow_dispatch'];

/**
 * Claims of GitHub Actions. The subject holds the environment of a job that has one, else the pull request, else the ref.
 * Workflows of forks get no token.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubClaims({ repository, branch, tagPrefix, environments = [] }: TrustedJobs): HostClaims {
  const subject = `repo:${repository}`;
  const isRelease = `(assertion.ref == "refs/heads/${branch}" || assertion.ref.startsWith("refs/tags/${tagPrefix}"))`;
  return {
    issuer: 'https://token.actions.githubusercontent.com',
    repository,
    isRepository: `assertion.repository == "${repository}"`,
    jobs: [
      {
        access: 'pull-request',
        when: `assertion.sub == "${subject}:pull_request" && assertion.event_name == "pull_request"`,
      },
      {
        access: 'main',
        when: `assertion.sub == "${subject}:ref:refs/heads/${branch}" && ${oneOf('assertion.event_name', BRANCH_EVENTS)}`,
      },
      {
        access: 'tag',
        when: `assertion.sub.startsWith("${subject}:ref:refs/tags/${tagPrefix}") && assertion.event_name == "push"`,
      },
      ...environments.map((name) => ({
        access: `environment-${name}` as const,
        when: `assertion.sub == "${subject}:environment:${name}" && ${isRelease}`,
      })),
    ],
  };
}
