import { type TerraformStack } from 'cdktf';
import { BuildTrigger } from '../../../constructs/cloudbuild/build-trigger';
import { ServiceAccount } from '../../../constructs/iam/service-account';
import { type Build, type BuildStep } from '../../../delivery/build';
import { testStack } from '../../../testing';
import { readableTemplate } from '../../support/readable';

const LOGGED = { logging: 'CLOUD_LOGGING_ONLY' } as const;
const STEP: BuildStep = { name: 'node:20', script: 'npm test\n' };

function trigger(build: Build, builtIn?: Readonly<Record<string, string>>): TerraformStack {
  const stack = testStack();
  new BuildTrigger(stack, 'T', {
    triggerName: 'build',
    project: 'acme-churn-cicd',
    location: 'europe-west4',
    description: 'Builds',
    account: ServiceAccount.fromEmail('ci@acme-churn-cicd.iam.gserviceaccount.com'),
    start: { topic: { topicId: 'projects/acme-churn-dev/topics/models' }, build, builtIn },
  });
  return stack;
}

const resource = (stack: TerraformStack) => readableTemplate(stack).resource('google_cloudbuild_trigger.T').properties;
const inline = (build: Build, builtIn?: Readonly<Record<string, string>>) =>
  resource(trigger(build, builtIn)).build as Record<string, unknown> & { step: Record<string, unknown>[] };
const step = (given: Partial<BuildStep>, more: Partial<Build> = {}, builtIn?: Readonly<Record<string, string>>) =>
  inline({ steps: [{ ...STEP, ...given }], options: LOGGED, ...more }, builtIn).step[0]!;

describe('a step', () => {
  test('has what it is given, and nothing else', () => {
    expect(step({})).toEqual({ name: 'node:20', script: 'npm test\n' });
  });

  test.each<[Partial<BuildStep>, Record<string, unknown>]>([
    [{ id: 'test' }, { id: 'test' }],
    [{ script: undefined, args: ['test'] }, { args: ['test'] }],
    [{ env: ['CI=true'] }, { env: ['CI=true'] }],
    [{ dir: 'pipelines' }, { dir: 'pipelines' }],
    [{ waitFor: ['-'] }, { wait_for: ['-'] }],
    [{ script: undefined, entrypoint: 'npm' }, { entrypoint: 'npm' }],
    [{ secretEnv: ['TOKEN'] }, { secret_env: ['TOKEN'] }],
    [{ volumes: [{ name: 'a', path: '/a' }] }, { volumes: [{ name: 'a', path: '/a' }] }],
    [{ timeout: '60s' }, { timeout: '60s' }],
    [{ allowFailure: true }, { allow_failure: true }],
    [{ allowExitCodes: [1, 3] }, { allow_exit_codes: [1, 3] }],
  ])('has its own %j', (given, written) => {
    expect(step(given)).toMatchObject(written);
  });

  test('leaves out lists that are empty, which Google would not give back', () => {
    expect(step({ env: [], waitFor: [], args: [], script: undefined })).toEqual({ name: 'node:20' });
  });

  test('keeps the braces of a shell from Terraform', () => {
    expect(step({ script: 'echo "${A:-b}" %{c} $D\n' }).script).toBe('echo "$${A:-b}" %%{c} $D\n');
  });
});

describe('substitutions', () => {
  const AUTOMAPPED = { options: { ...LOGGED, automapSubstitutions: true }, substitutions: { _B: 'b', _A: 'a' } };

  test('are given to scripts one by one, as the provider cannot give them all', () => {
    expect(step({ script: 'echo $_A $COMMIT_SHA\n' }, AUTOMAPPED).env).toEqual([
      'COMMIT_SHA=$COMMIT_SHA',
      '_A=$_A',
      '_B=$_B',
    ]);
  });

  test('are not given to a step that does not want them, nor to one that sets the variable itself', () => {
    expect(step({ automapSubstitutions: false }, AUTOMAPPED).env).toBeUndefined();
    expect(step({ env: ['_A=other'] }, AUTOMAPPED).env).toEqual(['_A=other', '_B=$_B']);
  });

  test('of a single step are given where the build does not say so', () => {
    expect(step({ automapSubstitutions: true }, { substitutions: { _A: 'a' } }).env).toEqual(['_A=$_A']);
  });

  test('of Google’s own are replaced where something else stands for them', () => {
    const given = {
      script: undefined,
      args: ['$COMMIT_SHA', '${COMMIT_SHA}', '$$COMMIT_SHA', '$_A'],
      env: ['C=$COMMIT_SHA'],
    };
    expect(step(given, {}, { COMMIT_SHA: '$_COMMIT' })).toMatchObject({
      args: ['$_COMMIT', '$_COMMIT', '$$COMMIT_SHA', '$_A'],
      env: ['C=$_COMMIT'],
    });
    expect(step({ script: 'echo $COMMIT_SHA\n' }, AUTOMAPPED, { COMMIT_SHA: '$_COMMIT' }).env).toContain(
      'COMMIT_SHA=$_COMMIT',
    );
  });
});

describe('the build', () => {
  test('says how long it may take, as the provider has another default than Google', () => {
    expect(inline({ steps: [STEP], options: LOGGED }).timeout).toBe('3600s');
    expect(inline({ steps: [STEP], options: LOGGED, timeout: '60s' }).timeout).toBe('60s');
  });

  test.each<[Partial<Build>, Record<string, unknown>]>([
    [{ queueTtl: '600s' }, { queue_ttl: '600s' }],
    [{ logsBucket: 'gs://logs' }, { logs_bucket: 'gs://logs' }],
    [{ substitutions: { _A: 'a' } }, { substitutions: { _A: 'a' } }],
    [{ tags: ['nightly'] }, { tags: ['nightly'] }],
    [{ images: ['a/b:c'] }, { images: ['a/b:c'] }],
    [
      { availableSecrets: { secretManager: [{ env: 'TOKEN', versionName: 'projects/p/secrets/s/versions/1' }] } },
      { available_secrets: { secret_manager: [{ env: 'TOKEN', version_name: 'projects/p/secrets/s/versions/1' }] } },
    ],
    [
      { secrets: [{ kmsKeyName: 'projects/p/key', secretEnv: { TOKEN: 'abc' } }] },
      { secret: [{ kms_key_name: 'projects/p/key', secret_env: { TOKEN: 'abc' } }] },
    ],
    [{ artifacts: { images: ['a/b:c'] } }, { artifacts: { images: ['a/b:c'] } }],
    [
      { artifacts: { objects: { location: 'gs://b/f/', paths: ['dist/*'] } } },
      { artifacts: { objects: { location: 'gs://b/f/', paths: ['dist/*'] } } },
    ],
    [
      { artifacts: { pythonPackages: [{ repository: 'r', paths: ['dist/*'] }] } },
      { artifacts: { python_packages: [{ repository: 'r', paths: ['dist/*'] }] } },
    ],
    [
      { artifacts: { npmPackages: [{ repository: 'r', packagePath: '.' }] } },
      { artifacts: { npm_packages: [{ repository: 'r', package_path: '.' }] } },
    ],
    [
      {
        artifacts: {
          mavenArtifacts: [{ repository: 'r', path: 'a.jar', artifactId: 'a', groupId: 'g', version: '1' }],
        },
      },
      {
        artifacts: {
          maven_artifacts: [{ repository: 'r', path: 'a.jar', artifact_id: 'a', group_id: 'g', version: '1' }],
        },
      },
    ],
  ])('has its own %j', (given, written) => {
    expect(inline({ steps: [STEP], options: LOGGED, ...given })).toMatchObject(written);
  });

  test.each<[Build['options'], Record<string, unknown>]>([
    [{ diskSizeGb: 200 }, { disk_size_gb: 200 }],
    [{ dynamicSubstitutions: true }, { dynamic_substitutions: true }],
    [{ env: ['CI=true'] }, { env: ['CI=true'] }],
    [{ logStreamingOption: 'STREAM_OFF' }, { log_streaming_option: 'STREAM_OFF' }],
    [{ machineType: 'E2_HIGHCPU_8' }, { machine_type: 'E2_HIGHCPU_8' }],
    [{ requestedVerifyOption: 'VERIFIED' }, { requested_verify_option: 'VERIFIED' }],
    [{ secretEnv: ['TOKEN'] }, { secret_env: ['TOKEN'] }],
    [{ sourceProvenanceHash: ['SHA256'] }, { source_provenance_hash: ['SHA256'] }],
    [{ substitutionOption: 'ALLOW_LOOSE' }, { substitution_option: 'ALLOW_LOOSE' }],
    [{ volumes: [{ name: 'a', path: '/a' }] }, { volumes: [{ name: 'a', path: '/a' }] }],
    [
      { pool: { name: 'projects/p/locations/l/workerPools/w' } },
      { worker_pool: 'projects/p/locations/l/workerPools/w' },
    ],
    [{ workerPool: 'projects/p/locations/l/workerPools/w' }, { worker_pool: 'projects/p/locations/l/workerPools/w' }],
  ])('has its own option %j', (given, written) => {
    expect(inline({ steps: [STEP], options: { ...LOGGED, ...given } }).options).toMatchObject(written);
  });

  test('in a pool is not changed for the place where Google keeps the pool', () => {
    const pool = { name: 'projects/p/locations/l/workerPools/w' };
    const pooled = resource(trigger({ steps: [STEP], options: { ...LOGGED, pool } }));
    expect(pooled.lifecycle).toEqual({ ignore_changes: ['build[0].options[0].worker_pool'] });
    expect(resource(trigger({ steps: [STEP], options: LOGGED })).lifecycle).toBeUndefined();
  });
});

describe('refused is', () => {
  const refusal = (given: Partial<Build>) => () => trigger({ steps: [STEP], options: LOGGED, ...given });

  test.each<[string, Partial<Build>]>([
    ['serviceAccount', { serviceAccount: 'projects/p/serviceAccounts/a' }],
    ['dependencies', { dependencies: [] }],
    ['gitConfig', { gitConfig: {} }],
    ['availableSecrets.inline', { availableSecrets: { inline: [] } }],
    ['options.rankedMachineSeries', { options: { ...LOGGED, rankedMachineSeries: ['MACHINE_SERIES_E'] } }],
    ['options.defaultLogsBucketBehavior', { options: { ...LOGGED, defaultLogsBucketBehavior: 'LEGACY_BUCKET' } }],
    ['options.enableStructuredLogging', { options: { ...LOGGED, enableStructuredLogging: true } }],
    ['options.pubsubTopic', { options: { ...LOGGED, pubsubTopic: 'projects/p/topics/t' } }],
    ['options.workerRelease', { options: { ...LOGGED, workerRelease: 'regular' } }],
    ['options.requestedVerifyOption BEST_EFFORT', { options: { ...LOGGED, requestedVerifyOption: 'BEST_EFFORT' } }],
    [
      'options.sourceProvenanceHash besides NONE, SHA256, MD5',
      { options: { ...LOGGED, sourceProvenanceHash: ['SHA512'] } },
    ],
    ['steps.results', { steps: [{ ...STEP, results: [{ name: 'r' }] }] }],
    ['artifacts.goModules', { artifacts: { goModules: [] } }],
    ['artifacts.genericArtifacts', { artifacts: { genericArtifacts: [] } }],
    ['artifacts.oci', { artifacts: { oci: [] } }],
    [
      'artifacts.mavenArtifacts.deployFolder',
      { artifacts: { mavenArtifacts: [{ repository: 'r', deployFolder: 'f' }] } },
    ],
  ])('%s, which a trigger cannot hold', (field, given) => {
    expect(refusal(given)).toThrow(`stack/T: ${field}: a trigger cannot hold this, only a file in the repository can`);
  });

  test('everything at once', () => {
    expect(refusal({ serviceAccount: 'a', gitConfig: {} })).toThrow('serviceAccount, gitConfig: a trigger');
  });

  test('steps that may take longer together than the build, which the provider finds in the plan only', () => {
    const steps = ['40s', '30s'].map((timeout) => ({ ...STEP, timeout }));
    expect(refusal({ steps, timeout: '60s' })).toThrow(
      "the timeouts of all steps together (70s) are above the build's (60s), which the provider refuses",
    );
    expect(refusal({ steps, timeout: '70s' })).not.toThrow();
  });

  test('a build that does not say where its log goes', () => {
    expect(refusal({ options: undefined })).toThrow('needs options.logging or logsBucket');
    expect(refusal({ options: undefined, logsBucket: 'gs://logs' })).not.toThrow();
  });
});
