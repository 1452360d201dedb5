import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { githubFiles, type WrittenFile } from '../../../delivery/targets';
import { deliveryFacts } from '../../../stacks/delivery/facts';
import { deliveryTriggers } from '../../../stacks/delivery/triggers';
import { FACTS, TRIGGERS } from '../../delivery/targets/fixture';
import { level2 } from '../../delivery/targets/level2';
import { describeJudged, root } from '../../support/outside-judges';

/** The linter of workflows: syntax, expressions and their types, contexts, permissions, patterns, cron. */
const ACTIONLINT = 'v1.7.7';

const missing = spawnSync('go', ['version']).status === 0 ? undefined : 'go is not on the PATH';
const scratch = mkdtempSync(join(tmpdir(), 'mlops-actionlint-'));
const folder = join(root, '.tools/actionlint', ACTIONLINT);
const program = join(folder, 'actionlint');

beforeAll(() => {
  if (missing !== undefined || existsSync(program)) return;
  const module = `github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}`;
  execFileSync('go', ['install', module], { env: { ...process.env, GOBIN: folder, GOFLAGS: '' } });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What the linter finds in files of one repository. Shell and Python are not its business here. */
function lint(name: string, files: readonly WrittenFile[]): { status: number | null; findings: string } {
  const repository = join(scratch, name);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  const args = ['-no-color', '-shellcheck=', '-pyflakes=', ...files.map(({ path }) => path)];
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: repository, encoding: 'utf8' });
  return { status, findings: stdout + stderr };
}

describeJudged('actionlint', missing, () => {
  test.each([
    ['workflows of each kind of trigger', 'kinds', () => githubFiles(TRIGGERS, FACTS)],
    ['workflows of the builds that the kit ships', 'shipped', shipped],
  ])('finds nothing in %s', (_, name, files) => {
    expect(lint(name, files())).toEqual({ status: 0, findings: '' });
  });

  test.each([
    ['an output that no job has', 'needs.ask.outputs.head', 'needs.ask.outputs.hat'],
    ['a right that there is not', 'id-token: write', 'id-token: admin'],
    ['a machine that there is not', 'ubuntu-24.04', 'ubuntu-24.05'],
    ['a key that there is not', 'timeout-minutes', 'timeout-hours'],
  ])('would find %s', (name, right, wrong) => {
    const files = githubFiles(TRIGGERS, FACTS).map((file) => ({ ...file, text: file.text.replace(right, wrong) }));
    expect(lint(name.replaceAll(' ', '-'), files).status).toBe(1);
  });
});

function shipped(): WrittenFile[] {
  const config = level2('githubActions');
  const triggers = deliveryTriggers(config, {});
  return githubFiles(triggers, deliveryFacts(config, triggers));
}
