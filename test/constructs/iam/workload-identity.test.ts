import { WorkloadIdentityPool } from '../../../constructs/iam/workload-identity-pool';
import {
  WorkloadIdentityProvider,
  type WorkloadIdentityProviderProps,
} from '../../../constructs/iam/workload-identity-provider';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';
import { type Claims, evaluate } from './evaluate';

const GITHUB = { host: 'github', cloneUrl: 'https://github.com/acme/churn.git' } as const;
const GITLAB = { host: 'gitlab', cloneUrl: 'https://gitlab.acme.com/ml/teams/churn.git' } as const;

function provider(props: Partial<WorkloadIdentityProviderProps> = {}) {
  const stack = testStack();
  const pool = new WorkloadIdentityPool(stack, 'Pool', {
    poolId: 'churn-cicd-builds',
    project: 'acme-churn-cicd',
    displayName: 'Builds',
    description: 'Jobs',
  });
  const made = new WorkloadIdentityProvider(stack, 'Provider', {
    providerId: 'churn-cicd-host',
    pool,
    branch: 'main',
    tagPrefix: 'v',
    environments: ['e2e', 'prod'],
    ...GITHUB,
    ...props,
  });
  return { made, stack };
}

const resource = (props?: Partial<WorkloadIdentityProviderProps>) =>
  readableTemplate(provider(props).stack).resource('google_iam_workload_identity_pool_provider.Provider').properties;

/** What a job is let in for; undefined when it is refused. */
function accessOf(props: Partial<WorkloadIdentityProviderProps>, claims: Claims): unknown {
  const { attribute_condition: condition, attribute_mapping: mapping } = resource(props) as {
    attribute_condition: string;
    attribute_mapping: Record<string, string>;
  };
  return evaluate(condition, claims) === true ? evaluate(mapping['attribute.access']!, claims) : undefined;
}

test('the pool holds identities, and says whose', () => {
  const template = readableTemplate(provider().stack);
  expect(template.resource('google_iam_workload_identity_pool.Pool').properties).toEqual({
    workload_identity_pool_id: 'churn-cicd-builds',
    project: 'acme-churn-cicd',
    display_name: 'Builds',
    description: 'Jobs',
  });
});

test('jobs are a set by what they run for', () => {
  const { made, stack } = provider();
  expect(resolved(stack, made.members('environment-prod'))).toBe(
    'principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.Pool.name}/attribute.access/environment-prod',
  );
});

test.each([
  ['github', GITHUB, 'GitHub Actions', 'https://token.actions.githubusercontent.com'],
  ['gitlab', GITLAB, 'GitLab CI', 'https://gitlab.acme.com'],
] as const)('the provider of %s trusts its issuer, for the provider as audience alone', (_, host, name, issuer) => {
  expect(resource(host)).toMatchObject({
    workload_identity_pool_id: '${google_iam_workload_identity_pool.Pool.workload_identity_pool_id}',
    workload_identity_pool_provider_id: 'churn-cicd-host',
    project: 'acme-churn-cicd',
    display_name: name,
    oidc: { issuer_uri: issuer },
    attribute_mapping: { 'google.subject': 'assertion.sub' },
  });
  expect(resource(host).oidc).not.toHaveProperty('allowed_audiences');
});

describe('a job of GitHub', () => {
  const REPOSITORY = { repository: 'acme/churn' };
  const job = (sub: string, more: Claims = {}): Claims => ({
    ...REPOSITORY,
    sub: `repo:acme/churn:${sub}`,
    event_name: 'push',
    ref: 'refs/heads/main',
    ...more,
  });
  const pull: Claims = job('pull_request', { event_name: 'pull_request', ref: 'refs/pull/7/merge' });

  test.each<[string, Claims, string]>([
    ['of a pull request', pull, 'pull-request'],
    ['of a push to the branch', job('ref:refs/heads/main'), 'main'],
    ['of a schedule', job('ref:refs/heads/main', { event_name: 'schedule' }), 'main'],
    ['that a person started', job('ref:refs/heads/main', { event_name: 'workflow_dispatch' }), 'main'],
    ['of a release tag', job('ref:refs/tags/v1', { ref: 'refs/tags/v1' }), 'tag'],
    ['of an environment, on a release tag', job('environment:prod', { ref: 'refs/tags/v1' }), 'environment-prod'],
    ['that a comment started', job('environment:e2e', { event_name: 'issue_comment' }), 'environment-e2e'],
  ])('%s is let in', (_, claims, access) => {
    expect(accessOf(GITHUB, claims)).toBe(access);
  });

  test.each<[string, Claims]>([
    [
      'of another repository',
      { ...job('ref:refs/heads/main'), repository: 'evil/churn', sub: 'repo:evil/churn:ref:refs/heads/main' },
    ],
    ['that says another repository in its subject', { ...pull, repository: 'evil/churn' }],
    ['of another branch', job('ref:refs/heads/feature', { ref: 'refs/heads/feature' })],
    ['of a branch that begins like the right one', job('ref:refs/heads/main2', { ref: 'refs/heads/main2' })],
    ['of another tag', job('ref:refs/tags/nightly', { ref: 'refs/tags/nightly' })],
    [
      'that a fork’s pull request starts on the branch',
      job('ref:refs/heads/main', { event_name: 'pull_request_target' }),
    ],
    ['of another environment', job('environment:sandbox')],
    [
      'of an environment, from a pull request',
      job('environment:prod', { event_name: 'pull_request', ref: 'refs/pull/7/merge' }),
    ],
    ['of an environment, on another branch', job('environment:prod', { ref: 'refs/heads/feature' })],
  ])('%s is refused', (_, claims) => {
    expect(accessOf(GITHUB, claims)).toBeUndefined();
  });
});

describe('a job of GitLab', () => {
  const job = (more: Claims = {}): Claims => ({
    project_path: 'ml/teams/churn',
    pipeline_source: 'push',
    ref: 'main',
    ref_type: 'branch',
    ref_protected: 'true',
    ...more,
  });
  const merge = job({ pipeline_source: 'merge_request_event', ref: 'feature', ref_protected: 'false' });

  test.each<[string, Claims, string]>([
    ['of a merge request', merge, 'pull-request'],
    ['of a push to the branch', job(), 'main'],
    ['of a schedule', job({ pipeline_source: 'schedule' }), 'main'],
    ['of a release tag', job({ ref: 'v1', ref_type: 'tag' }), 'tag'],
    ['of a protected environment', job({ environment: 'prod', environment_protected: 'true' }), 'environment-prod'],
    [
      'of a protected environment, in a merge request',
      { ...merge, environment: 'e2e', environment_protected: 'true' },
      'environment-e2e',
    ],
  ])('%s is let in', (_, claims, access) => {
    expect(accessOf(GITLAB, claims)).toBe(access);
  });

  test.each<[string, Claims]>([
    ['of a fork', { ...merge, project_path: 'evil/churn' }],
    ['of a branch that nobody protects', job({ ref_protected: 'false' })],
    ['of another branch', job({ ref: 'feature' })],
    ['of a tag that nobody protects', job({ ref: 'v1', ref_type: 'tag', ref_protected: 'false' })],
    ['of a tag that is called like the branch', job({ ref_type: 'tag' })],
    ['of an environment that nobody protects', job({ environment: 'prod', environment_protected: 'false' })],
    [
      'of another environment, although the branch is right',
      job({ environment: 'sandbox', environment_protected: 'true' }),
    ],
    ['that another pipeline started', job({ pipeline_source: 'pipeline' })],
  ])('%s is refused', (_, claims) => {
    expect(accessOf(GITLAB, claims)).toBeUndefined();
  });
});

test('without environments no job of one is let in', () => {
  const claims = {
    repository: 'acme/churn',
    sub: 'repo:acme/churn:environment:prod',
    event_name: 'push',
    ref: 'refs/heads/main',
  };
  expect(accessOf({ environments: [] }, claims)).toBeUndefined();
});

test.each<[string, Partial<WorkloadIdentityProviderProps>]>([
  ['identityProvider name "gcp-host" is not valid', { providerId: 'gcp-host' }],
  [
    'cloneUrl "https://github.com/acme/churn" is not an https URL that ends in .git',
    { cloneUrl: 'https://github.com/acme/churn' },
  ],
  ['"a" || "b" of a branch or an environment', { branch: 'a" || "b' }],
  ['"a b" of a branch or an environment', { environments: ['a b'] }],
  ['tagPrefix "v*"', { tagPrefix: 'v*' }],
  [
    '40 environments make conditions that are longer than Google takes',
    { environments: Array.from({ length: 40 }, (_, at) => `e${at}`) },
  ],
])('%s is refused', (problem, props) => {
  expect(() => provider(props)).toThrow(problem);
});
