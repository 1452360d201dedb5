/**
 * What Cloud Build refuses whatever it is for. Sources: https://cloud.google.com/build/quotas#resource_limits,
 * https://cloud.google.com/build/docs/build-config-file-schema and, for substitutions,
 * https://cloud.google.com/build/docs/configuring-builds/substitute-variable-values#using_user-defined_substitutions
 */
export const LIMITS = {
  steps: 300,
  nameLength: 1000,
  args: 100,
  argLength: 10_000,
  dirLength: 1000,
  env: 100,
  envLength: 65_536,
  exitCode: 255,
  secrets: 100,
  secretBytes: 65_536,
  substitutions: 200,
  substitutionKeyBytes: 100,
  substitutionValueBytes: 4000,
  images: 700,
  artifactPaths: 100,
  tags: 64,
  diskSizeGb: 4000,
  timeoutSeconds: 24 * 3600,
} as const;

/** What a build has without a `timeout`. */
export const DEFAULT_TIMEOUT_SECONDS = 3600;

/** Paths that Cloud Build mounts by itself, or keeps for itself. */
export const RESERVED_PATHS = ['/workspace', '/builder/home', '/builder/outputs', '/var/run/docker.sock'];
export const RESERVED_FOLDER = '/cloudbuild/';
