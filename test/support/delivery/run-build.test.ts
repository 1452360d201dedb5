import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Build, type BuildStep } from '../../../delivery/build';
import { copyOfRepository, runBuild, type RunOptions, TIMED_OUT } from './run-build';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (build: Build, options: Partial<RunOptions> = {}) => runBuild(build, { folder, ...options });
const bash = (id: string, text: string, more: Partial<BuildStep> = {}): BuildStep => ({
  ...{ id, name: 'bash', script: `#!/usr/bin/env bash\nset -euo pipefail\n${text}\n`, ...more },
});
const outputs = ({ steps }: Awaited<ReturnType<typeof runBuild>>) => steps.map(({ output }) => output.trim());

describe('steps', () => {
  test('run one after the other, each after those that it waits for', async () => {
    const steps = [
      bash('last', 'cat order', { waitFor: ['first', 'second'] }),
      bash('first', 'echo first >> order', { waitFor: ['-'] }),
      bash('second', 'echo second >> order', { waitFor: ['first'] }),
    ];
    const { steps: ran, succeeded } = await run({ steps });
    expect(ran.map(({ id }) => id)).toEqual(['first', 'second', 'last']);
    expect(ran.at(-1)!.output).toBe('first\nsecond\n');
    expect(succeeded).toBe(true);
  });

  test('work in the folder, or below it where the step says so, and find its files again', async () => {
    const steps = [
      bash('write', 'echo kept > file', { dir: 'a/b' }),
      bash('read', 'cat a/b/file /workspace/a/b/file; pwd'),
    ];
    expect(outputs(await run({ steps }))[1]).toBe('kept\nkept\n/workspace');
  });

  test('share a home that is not the one of whoever runs the test', async () => {
    const steps = [bash('write', 'echo $HOME; touch ~/.mine'), bash('read', 'ls -A /builder/home')];
    expect(outputs(await run({ steps }))).toEqual(['/builder/home', '.mine']);
  });

  test('know nothing of the environment of the test', async () => {
    process.env.OF_THE_TEST = 'x';
    expect(outputs(await run({ steps: [bash('look', 'echo "${OF_THE_TEST-none}"')] }))).toEqual(['none']);
    delete process.env.OF_THE_TEST;
  });

  test('run in sh when the script names no other', async () => {
    const steps = [{ name: 'ubuntu', script: 'echo "${BASH_VERSION-no bash}"' }];
    expect((await run({ steps })).steps).toMatchObject([{ id: '#0', status: 0 }]);
    const python = { name: 'python', script: '#!/usr/bin/env python3\nprint("from python")' };
    expect(outputs(await run({ steps: [python] }))).toEqual(['from python']);
  });

  test('end with what they left running', async () => {
    const steps = [
      bash('leaves', 'tail -f /dev/null & echo $! > pid'),
      bash('looks', 'until ! kill -0 "$(cat pid)" 2>/dev/null || grep -q " Z " "/proc/$(cat pid)/stat"; do :; done', {
        timeout: '20s',
      }),
    ];
    expect((await run({ steps })).succeeded).toBe(true);
  });

  test('keep the order of what they write to both streams', async () => {
    expect(outputs(await run({ steps: [bash('both', 'echo 1; echo 2 >&2; echo 3')] }))).toEqual(['1\n2\n3']);
  });

  test('may be an entry point with arguments, or an image whose program is recorded', async () => {
    const steps = [
      { name: 'bash', entrypoint: 'bash', args: ['-c', 'echo $_NAME $$HOME'], env: ['HOME=here'] },
      { name: 'gcr.io/cloud-builders/docker', args: ['push', '$_NAME'] },
    ];
    const done = await run({ steps, substitutions: { _NAME: 'image' } });
    expect(outputs(done)[0]).toBe('image here');
    expect(done.commands).toEqual(['docker push image']);
  });

  test('cannot be what an image starts by itself', async () => {
    const steps = [{ name: 'gcr.io/cloud-builders/mvn', args: ['test'] }];
    await expect(run({ steps })).rejects.toThrow('gcr.io/cloud-builders/mvn');
  });
});

describe('a step that fails', () => {
  const after = bash('after', 'echo after');

  test('ends the build', async () => {
    const { steps, succeeded } = await run({ steps: [bash('fails', 'exit 3'), after] });
    expect(steps).toMatchObject([{ id: 'fails', status: 3 }]);
    expect(succeeded).toBe(false);
  });

  test.each<[string, Partial<BuildStep>, boolean]>([
    ['allowFailure', { allowFailure: true }, true],
    ['allowExitCodes with its code', { allowExitCodes: [3] }, true],
    ['allowExitCodes with other codes', { allowExitCodes: [4] }, false],
    ['allowExitCodes with other codes, whatever allowFailure says', { allowExitCodes: [4], allowFailure: true }, false],
  ])('with %s: the build goes on: %j %s', async (_, more, goesOn) => {
    const { steps, succeeded } = await run({ steps: [bash('fails', 'exit 3', more), after] });
    expect(steps.map(({ id }) => id)).toEqual(goesOn ? ['fails', 'after'] : ['fails']);
    expect(succeeded).toBe(goesOn);
  });

  test('is one that takes longer than it may, with all that it started', async () => {
    const endless = bash('endless', 'tail -f /dev/null | cat', { timeout: '0.5s' });
    const { steps, succeeded } = await run({ steps: [endless, after] });
    expect(steps).toMatchObject([{ id: 'endless', status: TIMED_OUT }]);
    expect(succeeded).toBe(false);
  });

  test('is the last one, too', async () => {
    expect((await run({ steps: [after, bash('fails', 'false')] })).succeeded).toBe(false);
  });
});

describe('substitutions', () => {
  const automap = { automapSubstitutions: true };

  test('are variables of scripts where they are mapped: given ones, defaults of the build, and empty built-in ones', async () => {
    const steps = [bash('look', 'echo "$_GIVEN $_DEFAULT [$TAG_NAME] $COMMIT_SHA"')];
    const build = { steps, options: automap, substitutions: { _GIVEN: 'default', _DEFAULT: 'default' } };
    const { steps: ran } = await run(build, { substitutions: { _GIVEN: 'given', COMMIT_SHA: 'c0ffee' } });
    expect(ran[0]!.output).toBe('given default [] c0ffee\n');
  });

  test('are no variables of other steps', async () => {
    const steps = [bash('look', 'echo "${_GIVEN-none}"', { automapSubstitutions: false })];
    expect(outputs(await run({ steps, options: automap, substitutions: { _GIVEN: 'x' } }))).toEqual(['none']);
    expect(outputs(await run({ steps, substitutions: { _GIVEN: 'x' } }))).toEqual(['none']);
  });

  test('are filled into env and dir, with two dollars for one, and not into scripts', async () => {
    const env = ['A=$_X-${_X}', 'B=$$_X', 'C=${_X%-*}', 'D=${_NONE:-else}', 'E=${_OF}'];
    const steps = [bash('look', 'echo "$A $B $C $D $E ${_X-none}"; basename "$PWD"', { env, dir: 'in-${_X}' })];
    const substitutions = { _X: 'x-y', _OF: 'of $_X' };
    expect(outputs(await run({ steps, substitutions }))).toEqual(['x-y-x-y $_X x else of x-y none\nin-x-y']);
  });

  test('give way to env, and env of all steps to that of the step', async () => {
    const steps = [bash('look', 'echo "$_X $A $B"', { env: ['_X=own', 'A=own'] })];
    const options = { ...automap, env: ['A=global', 'B=global=1'] };
    expect(outputs(await run({ steps, options, substitutions: { _X: 'x' } }))).toEqual(['own own global=1']);
  });

  test('secrets come with a value that can be found again', async () => {
    const steps = [bash('look', 'echo "$TOKEN"', { secretEnv: ['TOKEN'] })];
    expect(outputs(await run({ steps }))).toEqual(['secret TOKEN']);
  });
});

describe('commands that would reach the cloud', () => {
  test('are recorded in order, as one would type them, with the paths of the build', async () => {
    const text = 'gcloud auth list\ncurl -d \'{"a": "it\'"\'"\'s"}\' "https://x/$PWD"\ndocker build -t i:1 .';
    const { commands, steps } = await run({ steps: [bash('first', text), bash('second', 'terraform plan')] });
    const first = ['gcloud auth list', `curl -d '{"a": "it'\\''s"}' https://x//workspace`, 'docker build -t i:1 .'];
    expect(commands).toEqual([...first, 'terraform plan']);
    expect(steps.map((step) => step.commands)).toEqual([first, ['terraform plan']]);
  });

  test('answer as they are told, so often as they are told', async () => {
    const answers = [
      { command: /describe/, stdout: 'RUNNING\n', times: 2 },
      { command: /describe/, stdout: 'DONE\n' },
      { command: /^gcloud fail/, status: 5 },
      { command: /cp/, writes: { 'here/file': 'text' } },
    ];
    const text =
      'for i in 1 2 3; do gcloud x describe; done\ngsutil cp gs://a .\ncat here/file\ngcloud fail || echo $?';
    expect(outputs(await run({ steps: [bash('ask', text)] }, { answers }))).toEqual(['RUNNING\nRUNNING\nDONE\ntext5']);
  });

  test('are recorded with what they read', async () => {
    const text =
      'echo {} > body\ncurl -d @body a\necho in | curl --data=@- b\necho pw | docker login --password-stdin\ncurl c';
    const { calls } = await run({ steps: [bash('send', text)] });
    expect(calls).toEqual([
      { command: 'curl -d @body a', input: '{}\n' },
      { command: 'curl --data=@- b', input: 'in\n' },
      { command: 'docker login --password-stdin', input: 'pw\n' },
      { command: 'curl c' },
    ]);
  });

  test('leave alone what feeds a loop', async () => {
    const text = "printf '1\\n2\\n' | while read -r n; do gcloud tell $n; done";
    expect((await run({ steps: [bash('loop', text)] })).commands).toEqual(['gcloud tell 1', 'gcloud tell 2']);
  });

  test('are found by npx, and in a copy that a script makes', async () => {
    const text = 'npx --yes cdktf diff\nmkdir -p .tools\ncp "$(command -v terraform)" .tools\n.tools/terraform init';
    expect((await run({ steps: [bash('npx', text)] })).commands).toEqual(['cdktf diff', 'terraform init']);
  });

  test('are those of git and npm that do', async () => {
    const text =
      'git init -q .\ngit -C . status --short\ngit -c a.b=c push origin main\nnpm ci --no-audit\nnpm --version';
    const { commands, succeeded } = await run({ steps: [bash('git', text)] });
    expect(commands).toEqual(['git -c a.b=c push origin main', 'npm ci --no-audit']);
    expect(succeeded).toBe(true);
    expect(existsSync(join(folder, '.git'))).toBe(true);
  });

  test('are missing in images that lack them', async () => {
    const steps = [bash('wrong', 'gcloud auth list', { name: 'mirror.gcr.io/library/node:20.19.5-bookworm' })];
    const { steps: ran, commands } = await run({ steps });
    expect(ran).toMatchObject([{ status: 127, output: "gcloud: not found in the step's image\n" }]);
    expect(commands).toEqual([]);
  });

  test('do not wait', async () => {
    expect((await run({ steps: [bash('wait', 'sleep 3600')] })).succeeded).toBe(true);
  });
});

describe('a copy of the repository', () => {
  let copy: string;
  beforeAll(() => {
    copy = copyOfRepository();
  });
  afterAll(() => rmSync(copy, { recursive: true }));
  const inCopy = (text: string) => runBuild({ steps: [bash('look', text)] }, { folder: copy });

  test('has the files, one commit of them, and nothing else', async () => {
    const { steps } = await inCopy('git status --short; git log --oneline | wc -l; ls package.json');
    expect(steps).toMatchObject([{ status: 0, output: '1\npackage.json\n' }]);
  });

  test('has the packages; deleting them there deletes links', async () => {
    const { steps } = await inCopy('npx tsc --version >/dev/null; rm -r node_modules/typescript; echo done');
    expect(steps).toMatchObject([{ status: 0, output: 'done\n' }]);
    expect(existsSync(require.resolve('typescript/package.json'))).toBe(true);
  });

  test('records what npm run finds in node_modules', async () => {
    const file = join(copy, 'package.json');
    const own = JSON.parse(readFileSync(file, 'utf8')) as { scripts: object };
    writeFileSync(file, JSON.stringify({ ...own, scripts: { ...own.scripts, 'try-cdktf': 'cdktf deploy' } }));
    expect((await inCopy('npm run try-cdktf')).commands).toEqual(['cdktf deploy']);
  });
});
