import { type HostClaims, oneOf, type TrustedJobs } from './host-access';

const MERGE_REQUEST = 'assertion.pipeline_source == "merge_request_event"';
/** What may run for the delivered branch and for tags. */
const BRANCH_SOURCES = ['push', 'schedule', 'web'];

/**
 * Claims of GitLab CI, of gitlab.com or a server of one's own. A job of a protected environment is that alone; else a merge
 * request, a tag or the branch decides, and the latter two have to be protected. A fork's jobs have the path of the fork.
 * https://docs.gitlab.com/ci/secrets/id_token_authentication/#token-payload
 */
export function gitlabClaims(
  { repository, branch, tagPrefix, environments = [] }: TrustedJobs,
  issuer: string,
): HostClaims {
  const isProtected = 'assertion.ref_protected == "true"';
  const isFree = '!has(assertion.environment)';
  const ofBranch = `${isProtected} && ${oneOf('assertion.pipeline_source', BRANCH_SOURCES)}`;
  return {
    issuer,
    repository,
    isRepository: `assertion.project_path == "${repository}"`,
    jobs: [
      ...environments.map((name) => ({
        access: `environment-${name}` as const,
        when: `has(assertion.environment) && assertion.environment == "${name}" && assertion.environment_protected == "true"`,
      })),
      { access: 'pull-request', when: `${isFree} && ${MERGE_REQUEST}` },
      {
        access: 'tag',
        when: `${isFree} && assertion.ref_type == "tag" && assertion.ref.startsWith("${tagPrefix}") && ${ofBranch}`,
      },
      {
        access: 'main',
        when: `${isFree} && assertion.ref_type == "branch" && assertion.ref == "${branch}" && ${ofBranch}`,
      },
    ],
  };
}
