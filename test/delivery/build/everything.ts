import { type Build } from '../../../delivery/build';

const version = 'projects/p/secrets/s/versions/1';
const key = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
const registry = 'projects/p/locations/l/repositories/r/packages/k/versions/v';

/** Has every field that a config file may hold. */
export const everything: Build = {
  steps: [
    {
      id: 'prepare',
      name: 'gcr.io/cloud-builders/docker',
      entrypoint: 'bash',
      args: ['-c', 'echo $_REGION $$HOME\n'],
      env: ['A=1', 'EMPTY='],
      dir: 'app',
      volumes: [{ name: 'cache', path: '/cache' }],
      timeout: '60.5s',
      allowFailure: true,
      results: [{ name: 'r', attestationContent: 'c', attestationType: 't' }],
    },
    {
      id: 'deploy',
      name: 'node:20@sha256:' + '0'.repeat(64),
      waitFor: ['prepare'],
      script: '#!/usr/bin/env bash\nset -euo pipefail\n\necho "$_REGION on $COMMIT_SHA" | tee out\n',
      secretEnv: ['TOKEN', 'INLINE'],
      volumes: [{ name: 'cache', path: '/cache' }],
      allowExitCodes: [3, 4],
      automapSubstitutions: true,
    },
  ],
  timeout: '1200s',
  queueTtl: '600s',
  logsBucket: 'gs://logs/of-builds',
  options: {
    env: ['GLOBAL=on'],
    secretEnv: ['OLD'],
    volumes: [{ name: 'shared', path: '/shared' }],
    sourceProvenanceHash: ['SHA256'],
    machineType: 'E2_HIGHCPU_8',
    rankedMachineSeries: ['MACHINE_SERIES_N', 'MACHINE_SERIES_E'],
    diskSizeGb: 200,
    substitutionOption: 'MUST_MATCH',
    dynamicSubstitutions: true,
    automapSubstitutions: false,
    logStreamingOption: 'STREAM_ON',
    logging: 'GCS_ONLY',
    enableStructuredLogging: true,
    pool: { name: 'projects/p/locations/l/workerPools/w' },
    pubsubTopic: 'projects/p/topics/t',
    requestedVerifyOption: 'VERIFIED',
    workerRelease: 'stable',
  },
  substitutions: { _REGION: 'europe-west4', _IMAGE: '$_REGION-docker.pkg.dev/$PROJECT_ID/r/i' },
  tags: ['kit', 'build-$_REGION'],
  serviceAccount: 'projects/p/serviceAccounts/ci@p.iam.gserviceaccount.com',
  availableSecrets: {
    secretManager: [{ versionName: version, env: 'TOKEN' }],
    inline: [{ kmsKeyName: key, envMap: { INLINE: 'QUJD' } }],
  },
  secrets: [{ kmsKeyName: key, secretEnv: { OLD: 'QUJD' } }],
  dependencies: [
    {
      gitSource: {
        repository: { url: 'https://example.com/r.git' },
        revision: 'main',
        destPath: 'other',
        depth: -1,
        fetchTags: true,
        recurseSubmodules: false,
      },
    },
    {
      gitSource: {
        repository: { developerConnect: 'projects/p/locations/l/connections/c/gitRepositoryLinks/r' },
        revision: 'v1',
        destPath: 'linked',
      },
    },
    { genericArtifact: { resource: registry, destPath: 'data' } },
  ],
  gitConfig: { http: { proxySecretVersionName: version } },
  images: ['$_IMAGE:$COMMIT_SHA'],
  artifacts: {
    objects: { location: 'gs://b/f/', paths: ['out/*'] },
    mavenArtifacts: [
      {
        repository: 'https://europe-west4-maven.pkg.dev/p/r',
        path: 'a.jar',
        artifactId: 'a',
        groupId: 'g',
        version: '1',
      },
      { repository: 'https://europe-west4-maven.pkg.dev/p/r', deployFolder: 'target' },
    ],
    pythonPackages: [{ repository: 'https://europe-west4-python.pkg.dev/p/r', paths: ['dist/*'] }],
    npmPackages: [{ repository: 'https://europe-west4-npm.pkg.dev/p/r', packagePath: '.' }],
    goModules: [
      {
        repositoryName: 'r',
        repositoryLocation: 'l',
        repositoryProjectId: 'p',
        sourcePath: '.',
        modulePath: 'example.com/m',
        moduleVersion: 'v1.2.3',
      },
    ],
    genericArtifacts: [{ folder: 'out', registryPath: registry }],
    oci: [{ file: '/workspace/i.tar', registryPath: 'https://europe-west4-docker.pkg.dev/p/r', tags: ['x'] }],
  },
};
