/** What builds that deliver have in common: how they run, what they are told, and the steps that they begin with. */
import { type BuildOptions, type BuildStep } from '../build';
import { IMAGES } from '../images';
import { type BuildSettings } from './shipped-build';

export const optionsOf = ({ pool }: BuildSettings): BuildOptions => ({
  logging: 'CLOUD_LOGGING_ONLY',
  automapSubstitutions: true,
  ...(pool !== undefined && { pool: { name: pool } }),
});

/** What triggers say; the values are those of the embedded default configuration, for its first environment. */
const VALUES = {
  _CONFIG: 'mlops.yaml',
  _ENVIRONMENT: 'dev',
  _ENVIRONMENT_PROJECT: 'acme-churn-dev',
  _REGION: 'europe-west4',
  _STACKS: 'platform-dev models-dev-default',
  _TEMPLATE_REPOSITORIES: ['dev', 'staging', 'prod']
    .map((name) => `https://europe-west4-kfp.pkg.dev/acme-churn-${name}/churn-${name}-pipelines`)
    .join(' '),
  _MODEL: 'churn',
  _MODEL_STATE: 'registered',
  _PIPELINE: 'tabular-training',
  _SAMPLING: '0.1',
  _IMAGES: 'europe-west4-docker.pkg.dev/acme-churn-cicd/churn-cicd-images',
  _PACKAGES: 'europe-west4-python.pkg.dev/acme-churn-cicd/churn-cicd-packages/',
  /** Minutes that a run is waited for. */
  _MINUTES: '120',
  /** The pull requests in the API of the repository's host (delivery/tasks/comment.sh); empty: no comments. */
  _PULL_REQUESTS: '',
  /** Secret version of a token that comments; Secure Source Manager needs none. */
  _COMMENT_SECRET: '',
  /** `gs://BUCKET/FOLDER` for what builds leave behind; empty: it is in the log alone. */
  _RECORDS: '',
} as const;

/** The substitutions of these names, with their defaults. */
export const substitutions = (...names: readonly (keyof typeof VALUES)[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, VALUES[name]]));

/** A script that ends at the first command that fails. */
export const bash = (text: string): string => `#!/usr/bin/env bash\nset -euo pipefail\n${text.trim()}\n`;

/** The packages of Node, as the lock file has them. None of them needs to run a script of its own, so none may. */
export const PACKAGES: BuildStep = {
  id: 'packages',
  name: IMAGES.node,
  script: bash('npm ci --ignore-scripts --no-audit --no-fund'),
};

/** Puts Terraform where steps of other images find it. Its own image has no bash. */
export const TERRAFORM: BuildStep = {
  id: 'terraform',
  name: IMAGES.terraform,
  script: '#!/bin/sh\nset -eu\nmkdir -p .tools\ncp "$(command -v terraform)" .tools/terraform\n',
};

/** The stacks of the commit. */
export const SYNTH: BuildStep = {
  id: 'synth',
  name: IMAGES.node,
  script: bash(`
npx mlops check --config "$_CONFIG"
npx mlops synth --config "$_CONFIG" --out cdktf.out
`),
};

/** Lets a script run that Terraform; all stacks share one download of the providers. */
export const WITH_TERRAFORM = `
export PATH="$PWD/.tools:$PATH" TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
export TF_PLUGIN_CACHE_DIR="$PWD/.tools/providers" TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE=1
mkdir -p "$TF_PLUGIN_CACHE_DIR" plans
`.trim();
