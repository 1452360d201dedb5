import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { components } from '../../../delivery/builds/components';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type Answer, copyOfRepository, runBuild } from '../../support/delivery/run-build';
import { linesOf, outcomes, partOf } from '../../support/delivery/steps-of-build';
import { root } from '../../support/outside-judges';
import { withPython } from '../pipelines-local/with-python';

const IMAGES = 'europe-west4-docker.pkg.dev/acme-churn-cicd/churn-cicd-images';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const TAGGED = `${IMAGES}/components:${COMMIT}`;
const PINNED = `${IMAGES}/components@sha256:${'ab'.repeat(32)}`;

/** What gcloud says on standard error, which the step keeps in a file. */
const complaint = (text: string) => ({ status: 1, writes: { 'out/components/complaint': `ERROR: ${text}\n` } });
const INSPECTED: Answer = { command: /^docker image inspect/, stdout: `elsewhere/components@sha256:00\n${PINNED}\n` };
const NEW: readonly Answer[] = [
  { command: /^gcloud artifacts docker images describe/, ...complaint('(gcloud.describe) Image not found.') },
  { command: /^gcloud artifacts versions describe/, ...complaint('NOT_FOUND: Requested entity was not found.') },
  INSPECTED,
];
const PUSHED: readonly Answer[] = [
  { command: /^gcloud artifacts docker images describe/, stdout: `sha256:${'ab'.repeat(32)}\n` },
  { command: /^gcloud artifacts versions describe/, stdout: 'projects/acme-churn-cicd/.../versions/0.1.0\n' },
  INSPECTED,
];

withPython('the build components, in a copy of the repository', () => {
  let folder: string;
  beforeAll(async () => {
    await pythonEnvironment();
    const lock = join(root, 'pipelines/package/requirements.lock');
    await pythonEnvironment({ root: join(root, '.tools/package'), lock });
    folder = copyOfRepository();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const build = components.build({});
  const start = (answers: readonly Answer[], ...steps: readonly string[]) =>
    runBuild(steps.length > 0 ? partOf(build, ...steps) : build, {
      folder,
      substitutions: { COMMIT_SHA: COMMIT },
      answers,
    });
  const made = (...path: readonly string[]) => join(folder, 'out/components', ...path);
  const version = () => readFileSync(made('version'), 'utf8').trim();
  const wheel = () => made('dist', `mlops_components-${version()}-py3-none-any.whl`);
  const requirements = () =>
    readFileSync(join(folder, 'pipelines/image/requirements.txt'), 'utf8').match(/^[A-Za-z]\S+$/gm)!;

  const asked = () => [
    `gcloud artifacts docker images describe ${TAGGED} --format 'value(image_summary.digest)'`,
    `gcloud artifacts versions describe ${version()} --package mlops-components --repository churn-cicd-packages ` +
      `--location europe-west4 --project acme-churn-cicd --format 'value(name)'`,
  ];
  const smoke = () => `docker run --rm --interactive ${TAGGED} python3 - ${requirements().join(' ')}`;
  const pushed = [
    `docker push ${TAGGED}`,
    `docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' ${TAGGED}`,
  ];

  test('tests, builds and pushes package and image of a commit, and says the line for mlops.yaml', async () => {
    const run = await start(NEW);
    expect(outcomes(run)).toEqual(build.steps.map(({ id }) => id));
    expect(run.commands).toEqual([
      'npm ci --ignore-scripts --no-audit --no-fund',
      ...asked(),
      `docker build --tag ${TAGGED} --label org.opencontainers.image.revision=${COMMIT} pipelines/image`,
      smoke(),
      'twine upload --non-interactive --disable-progress-bar --repository-url ' +
        `https://europe-west4-python.pkg.dev/acme-churn-cicd/churn-cicd-packages/ ${wheel().replace(`${folder}/`, '')}`,
      ...pushed,
    ]);
    expect(run.calls.find(({ command }) => command === smoke())!.input).toBe(
      readFileSync(join(folder, 'pipelines/image/smoke.py'), 'utf8'),
    );
    expect(linesOf(run, 'push-image').slice(-2)).toEqual(['pipelines:', `  image: ${PINNED}`]);
    expect(readFileSync(made('image'), 'utf8')).toBe(`${PINNED}\n`);
  });

  test('names the version by kit and commit, so that later commits sort later', () => {
    const commit = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: folder, encoding: 'utf8' });
    const time = new Date(Number(commit) * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
    expect(version()).toBe(`0.1.0.post${time}`);
  });

  test('puts each component and the server into the package, with the packages that they were tested with', () => {
    const list = (program: string) => execFileSync('python3', ['-c', program, wheel()], { encoding: 'utf8' });
    const names = list('import sys, zipfile\nprint("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))').split('\n');
    const folders = readdirSync(join(folder, 'pipelines/components'), { withFileTypes: true })
      .filter((entry) => existsSync(join(folder, 'pipelines/components', entry.name, 'component.py')))
      .map(({ name }) => `mlops_components/${name.replaceAll('-', '_')}.py`);
    const modules = names.filter((name) => name.startsWith('mlops_components/'));
    expect(modules.sort()).toEqual(['mlops_components/__init__.py', ...folders, 'mlops_components/serve.py'].sort());
    const metadata = list(
      'import sys, zipfile\nwheel = zipfile.ZipFile(sys.argv[1])\n' +
        'print(next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith("METADATA")))',
    );
    expect(metadata.match(/^Requires-Dist: (.*)$/gm)).toEqual(requirements().map((each) => `Requires-Dist: ${each}`));
  });

  test('makes the same wheel of the same commit, byte for byte', async () => {
    const before = readFileSync(wheel());
    const run = await start(NEW, 'node', 'wheel');
    expect(outcomes(run)).toEqual(['node', 'wheel']);
    expect(readFileSync(wheel()).equals(before)).toBe(true);
  });

  const REST = ['pushed', 'image', 'smoke', 'push-package', 'push-image'];

  test('pushes nothing else when a commit is built again: the image is fetched, the package left as it is', async () => {
    const run = await start(PUSHED, ...REST);
    expect(outcomes(run)).toEqual(REST);
    expect(run.commands).toEqual([...asked(), `docker pull ${TAGGED}`, smoke(), ...pushed]);
  });

  test('goes on where an earlier build stopped: an image without its package', async () => {
    const run = await start([PUSHED[0]!, ...NEW.slice(1)], ...REST);
    expect(outcomes(run)).toEqual(REST);
    expect(run.commands.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
      'gcloud artifacts',
      'gcloud artifacts',
      'docker pull',
      'docker run',
      'twine upload',
      'docker push',
      'docker image',
    ]);
  });

  test.each([
    ['the registry does not answer', { command: /^gcloud/, ...complaint('PERMISSION_DENIED') }, 'pushed'],
    ['the image does not build', { command: /^docker build/, status: 1 }, 'image'],
    ['the image does not work', { command: /^docker run/, status: 1 }, 'smoke'],
    ['the package is refused', { command: /^twine/, status: 1 }, 'push-package'],
  ])('pushes no image when %s', async (_, answer, failing) => {
    const run = await start([answer, ...NEW], ...REST);
    expect(run.succeeded).toBe(false);
    expect(run.steps.at(-1)!.id).toBe(failing);
    expect(run.commands.filter((command) => command.startsWith('docker push'))).toEqual([]);
  });
});
