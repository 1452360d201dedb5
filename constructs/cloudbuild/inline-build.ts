import { type CloudbuildTriggerBuild } from '@cdktf/provider-google/lib/cloudbuild-trigger';
import { type Build } from '../../delivery/build';
import { literal } from '../core/literal';
import { inlineSteps } from './inline-steps';
import { listOf } from './list-of';

/** What a build that is written into a trigger gets in the place of a file in a repository. */
export interface InlineContext {
  /**
   * What stands for Cloud Build's own substitutions that it leaves empty without a repository: `{ COMMIT_SHA: '$_COMMIT' }`.
   * @default - nothing: they are empty
   */
  readonly builtIn?: Readonly<Record<string, string>>;
}

/** Google's default, which the provider has as ten minutes. */
const TIMEOUT = '3600s';

/**
 * A build as an argument of a trigger. Everything that the argument can hold is in it; `inlineProblems` names the rest.
 *
 * Provider 6.50 has no `automapSubstitutions`: scripts get their variables by `env`, which says the same.
 */
export function inlineBuild(build: Build, { builtIn = {} }: InlineContext = {}): CloudbuildTriggerBuild {
  const { timeout = TIMEOUT, queueTtl, logsBucket, substitutions, tags, images } = build;
  return literal({
    step: inlineSteps(build, builtIn),
    timeout,
    queueTtl,
    logsBucket,
    substitutions: substitutions && { ...substitutions },
    tags: listOf(tags),
    images: listOf(images),
    options: options(build),
    availableSecrets: availableSecrets(build),
    secret: build.secrets?.map(({ kmsKeyName, secretEnv }) => ({ kmsKeyName, secretEnv: { ...secretEnv } })),
    artifacts: artifacts(build),
  });
}

function options({ options: given }: Build): CloudbuildTriggerBuild['options'] {
  if (!given) return undefined;
  const workerPool = given.pool?.name ?? given.workerPool;
  return {
    diskSizeGb: given.diskSizeGb,
    dynamicSubstitutions: given.dynamicSubstitutions,
    env: listOf(given.env),
    logStreamingOption: given.logStreamingOption,
    logging: given.logging,
    machineType: given.machineType,
    requestedVerifyOption: given.requestedVerifyOption,
    secretEnv: listOf(given.secretEnv),
    sourceProvenanceHash: listOf(given.sourceProvenanceHash),
    substitutionOption: given.substitutionOption,
    volumes: given.volumes?.map(({ name, path }) => ({ name, path })),
    // Deprecated by Google for `pool.name`, which provider 6.50 does not have.
    workerPool,
  };
}

function availableSecrets({ availableSecrets: given }: Build): CloudbuildTriggerBuild['availableSecrets'] {
  const secrets = given?.secretManager ?? [];
  return secrets.length === 0
    ? undefined
    : { secretManager: secrets.map(({ env, versionName }) => ({ env, versionName })) };
}

function artifacts({ artifacts: given }: Build): CloudbuildTriggerBuild['artifacts'] {
  if (!given) return undefined;
  const { images, objects, mavenArtifacts, pythonPackages, npmPackages } = given;
  return {
    images: listOf(images),
    objects: objects && { location: objects.location, paths: [...objects.paths] },
    mavenArtifacts: mavenArtifacts?.map(({ repository, path, artifactId, groupId, version }) => ({
      repository,
      path,
      artifactId,
      groupId,
      version,
    })),
    pythonPackages: pythonPackages?.map(({ repository, paths }) => ({ repository, paths: [...paths] })),
    npmPackages: npmPackages?.map(({ repository, packagePath }) => ({ repository, packagePath })),
  };
}
