import { Scalar } from 'yaml';
import { IMAGES } from '../../images';

/**
 * Actions of GitHub, Google and HashiCorp, each by the commit of a release: a tag can be moved, a commit cannot.
 * The version is what people look for in release notes.
 */
const ACTIONS = {
  'actions/checkout': ['08c6903cd8c0fde910a37f88322edcfb5dd907a8', 'v5.0.0'],
  'actions/setup-node': ['a0853c24544627f65ddf259abe73b1d18a591444', 'v5.0.0'],
  'actions/setup-python': ['e797f83bcb11b83ae66e0230d6156d7c80228e7c', 'v6.0.0'],
  'hashicorp/setup-terraform': ['b9cd54a3c349d3f38e8881555d616ced269862dd', 'v3.1.2'],
  'google-github-actions/auth': ['7c6bc770dae815cd3e89ee6cdf493a5fab2cc093', 'v3.0.0'],
  'google-github-actions/setup-gcloud': ['aa5489c8933f4cc7a4f7d45035b3b1440c9c10db', 'v3.0.1'],
} as const satisfies Record<string, readonly [commit: string, version: string]>;

/** What a step uses, with its version as a comment. */
export function uses(action: keyof typeof ACTIONS): Scalar<string> {
  const [commit, version] = ACTIONS[action];
  const scalar = new Scalar(`${action}@${commit}`);
  scalar.comment = ` ${version}`;
  return scalar;
}

/** The version in the tag of an image: `20.19.5-bookworm` is 20.19.5. */
const versionOf = (tool: 'node' | 'python' | 'terraform' | 'gcloud'): string => /:([\d.]+)/.exec(IMAGES[tool])![1]!;

/** What steps find in their images, and a runner has to be given. */
export const TOOL_STEPS = {
  node: [{ name: 'Node', uses: uses('actions/setup-node'), with: { 'node-version': versionOf('node') } }],
  python: [{ name: 'Python', uses: uses('actions/setup-python'), with: { 'python-version': versionOf('python') } }],
  terraform: [
    {
      name: 'Terraform',
      uses: uses('hashicorp/setup-terraform'),
      with: { terraform_version: versionOf('terraform'), terraform_wrapper: false },
    },
  ],
  gcloud: [
    { name: 'gcloud', uses: uses('google-github-actions/setup-gcloud'), with: { version: versionOf('gcloud') } },
  ],
} as const;
