import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClone } from '../../../constructs/patterns/delivery-clone';
import { defineBuild } from '../../../delivery/build';
import { IMAGES } from '../../../delivery/images';
import { build } from './delivery-fixture';

const URL = 'https://source-1-git.europe-west4.sourcemanager.dev/acme/code.git';

test('the source comes first, and nothing starts before it', () => {
  const { steps } = withClone(build('deploy'), { cloneUrl: URL, branch: 'main', commit: '$_COMMIT' });
  expect(steps.map(({ id, waitFor }) => [id, waitFor])).toEqual([
    ['clone', undefined],
    ['packages', ['clone']],
    ['deploy', undefined],
  ]);
  expect(steps[0]!.env).toEqual([`CLONE_URL=${URL}`, 'BRANCH=main', 'COMMIT=$_COMMIT']);
});

test('the step is one that Cloud Build takes, in the image of the shipped builds', () => {
  const given = { ...build('deploy'), substitutions: { _ENVIRONMENT: 'dev', _COMMIT: '' } };
  const cloned = withClone(given, { cloneUrl: URL, branch: 'main', commit: '$_COMMIT' });
  expect(defineBuild('deploy', cloned).steps[0]!.name).toBe(IMAGES.gcloud);
});

/** Runs the script of the step with a repository on this machine. */
describe('the script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-clone-'));
  const run = (command: string, args: string[], env: Record<string, string> = {}, cwd = folder) =>
    spawnSync(command, args, { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder, ...env } });
  const git = (...args: string[]) => run('git', ['-C', join(folder, 'origin'), ...args]).stdout.trim();
  const commits: Record<string, string> = {};

  beforeAll(() => {
    run('git', ['init', '--quiet', '--initial-branch=main', 'origin']);
    git('config', 'user.email', 'a@acme.com');
    git('config', 'user.name', 'a');
    for (const [branch, name] of [
      ['main', 'first'],
      ['feature', 'unmerged'],
      ['main', 'second'],
    ] as const) {
      git(
        'checkout',
        '--quiet',
        ...(name === 'unmerged' ? ['-b', branch] : branch === 'main' && name === 'second' ? [branch] : []),
      );
      writeFileSync(join(folder, 'origin', 'name'), name);
      git('add', '.');
      git('commit', '--quiet', '--message', name);
      commits[name] = git('rev-parse', 'HEAD');
    }
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function cloned(commit: string) {
    const [step] = withClone(build('deploy'), { cloneUrl: URL, branch: 'main' }).steps;
    const workspace = mkdtempSync(join(folder, 'workspace-'));
    const env = { CLONE_URL: `file://${join(folder, 'origin')}`, BRANCH: 'main', COMMIT: commit };
    const { status, stderr } = run('bash', ['-c', step!.script!], env, workspace);
    return { status, stderr, name: () => readFileSync(join(workspace, 'name'), 'utf8') };
  }

  test('gets the newest commit of the branch', () => {
    expect(cloned('').name()).toBe('second');
  });

  test('gets an older commit of the branch', () => {
    expect(cloned(commits.first!).name()).toBe('first');
  });

  test('refuses a commit that was not merged', () => {
    const { status, stderr } = cloned(commits.unmerged!);
    expect([status, stderr]).toEqual([1, expect.stringContaining('is not on main')]);
  });

  test.each(['main', '--help', 'abc; rm -rf /'])('refuses %j, which is no commit', (commit) => {
    const { status, stderr } = cloned(commit);
    expect([status, stderr]).toEqual([1, expect.stringContaining('is no commit')]);
  });
});
