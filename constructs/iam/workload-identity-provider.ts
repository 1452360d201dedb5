import { Construct } from 'constructs';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { githubClaims } from './github-claims';
import { type Access, type HostClaims } from './host-access';
import { gitlabClaims } from './gitlab-claims';
import { type WorkloadIdentityPool } from './workload-identity-pool';

export interface WorkloadIdentityProviderProps {
  /** Stays taken for 30 days after deletion. Changing it replaces the provider. */
  readonly providerId: string;
  /** Changing it replaces the provider. */
  readonly pool: WorkloadIdentityPool;
  /** Whose jobs are trusted. */
  readonly host: 'github' | 'gitlab';
  /** Clone URL of the one repository whose jobs are trusted: https, ends in `.git`. */
  readonly cloneUrl: string;
  /** The branch that is delivered, as `main`. */
  readonly branch: string;
  /** What names of release tags begin with, as `v`. */
  readonly tagPrefix: string;
  /**
   * Protected environments of the host whose jobs are trusted.
   * @default - none
   */
  readonly environments?: readonly string[];
}

/** The attribute that tells jobs apart. */
const ATTRIBUTE = 'access';

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers */
const MOST_MAPPING = 2048;
const MOST_CONDITION = 4096;

const CLONE_URL = /^https:\/\/[^/\s]+\/([^\s"\\]+?)\.git$/;
const NAME = /^[A-Za-z0-9._/-]+$/;

/**
 * Lets jobs of one repository in, and tells them apart by what they run for: a pull request, the delivered branch, a release
 * tag, or a protected environment. Jobs of other branches and of forks are refused.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines
 */
export class WorkloadIdentityProvider extends Construct {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/P/providers/X`: what jobs of the host name. */
  readonly providerName: string;

  /** @throws ValidationError when a name, the clone URL or the branch is not allowed */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkloadIdentityProviderProps,
  ) {
    super(scope, id);
    const { pool, host, cloneUrl, environments = [] } = props;
    validateName(this, 'identityProvider', props.providerId);
    validate(this, [
      { broken: !CLONE_URL.test(cloneUrl), problem: `cloneUrl "${cloneUrl}" is not an https URL that ends in .git` },
      ...[props.branch, ...environments].map((name) => ({
        broken: !NAME.test(name),
        problem: `"${name}" of a branch or an environment: letters, digits, ".", "_", "/" and "-" are allowed`,
      })),
      {
        broken: !(props.tagPrefix === '' || NAME.test(props.tagPrefix)),
        problem: `tagPrefix "${props.tagPrefix}": letters, digits, ".", "_", "/" and "-" are allowed`,
      },
    ]);
    const claims = this.claims();
    const [access, condition] = [accessOf(claims), conditionOf(claims)];
    validate(this, [
      {
        broken: access.length > MOST_MAPPING || condition.length > MOST_CONDITION,
        problem: `${environments.length} environments make conditions that are longer than Google takes: name fewer`,
      },
    ]);
    const provider = new IamWorkloadIdentityPoolProvider(this, 'Resource', {
      workloadIdentityPoolId: pool.poolId,
      workloadIdentityPoolProviderId: props.providerId,
      project: pool.project,
      displayName: host === 'github' ? 'GitHub Actions' : 'GitLab CI',
      description: `Jobs of ${claims.repository}`,
      attributeMapping: { 'google.subject': 'assertion.sub', [`attribute.${ATTRIBUTE}`]: access },
      attributeCondition: condition,
      oidc: { issuerUri: claims.issuer },
    });
    this.providerName = provider.name;
  }

  /** IAM member: the jobs that run for that. */
  members(access: Access): string {
    return this.props.pool.membersWith(ATTRIBUTE, access);
  }

  private claims(): HostClaims {
    const { cloneUrl, host } = this.props;
    const repository = CLONE_URL.exec(cloneUrl)?.[1] ?? '';
    return host === 'github'
      ? githubClaims({ ...this.props, repository })
      : gitlabClaims({ ...this.props, repository }, new URL(cloneUrl).origin);
  }
}

/** Names the first access whose condition holds: no job has two. */
const accessOf = ({ jobs }: HostClaims): string =>
  [...jobs.map(({ access, when }) => `${when} ? "${access}"`), '"none"'].join(' : ');

/** Refuses every job that has no access, and every other repository. */
const conditionOf = ({ isRepository, jobs }: HostClaims): string =>
  `${isRepository} && (${jobs.map(({ when }) => `(${when})`).join(' || ')})`;
