/**
 * Substitutions that Cloud Build fills in by itself. Those of the trigger are empty in builds without one.
 * https://cloud.google.com/build/docs/configuring-builds/substitute-variable-values#using_default_substitutions
 */
export const OF_EVERY_BUILD = ['PROJECT_ID', 'BUILD_ID', 'PROJECT_NUMBER', 'LOCATION'] as const;

export const OF_TRIGGERS = [
  'TRIGGER_NAME',
  'COMMIT_SHA',
  'REVISION_ID',
  'SHORT_SHA',
  'REPO_NAME',
  'REPO_FULL_NAME',
  'BRANCH_NAME',
  'TAG_NAME',
  'REF_NAME',
  'TRIGGER_BUILD_CONFIG_PATH',
  'SERVICE_ACCOUNT_EMAIL',
  'SERVICE_ACCOUNT',
] as const;

export const OF_PULL_REQUESTS = ['_HEAD_BRANCH', '_BASE_BRANCH', '_HEAD_REPO_URL', '_PR_NUMBER'] as const;

export const BUILT_IN: readonly string[] = [...OF_EVERY_BUILD, ...OF_TRIGGERS, ...OF_PULL_REQUESTS];
