// npm test: installs what is missing, runs every check, fast ones first, and ends with one line of counts.
// All of them run, also after a failure: one run tells everything. Exit code 1 when something failed.
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countJest, countOne, countPytest, countsText, sumOf } from './count-tests.mjs';
import { installPackages } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The tools of the project itself, not what else the machine may have under that name. */
const tool = (name) => join(root, 'node_modules', '.bin', name);

const running = new Set();

/** Runs a command with its output shown, or captured when asked to. A command that can't be started is status 1. */
function run(command, args, { capture = false } = {}) {
  return new Promise((done) => {
    // A group of its own, so that stopping it stops what it started as well.
    const stdio = ['ignore', capture ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd: root, stdio, detached: true });
    let text = '';
    child.stdout?.on('data', (chunk) => (text += chunk));
    running.add(child);
    const end = (status) => running.delete(child) && done({ status, text });
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      end(1);
    });
    child.on('close', (status) => end(status ?? 1));
  });
}

const yesOrNo = async (name, ...args) => countOne((await run(tool(name), args)).status);

async function jest(scratch, project) {
  const report = join(scratch, `${project}.json`);
  const args = ['--ci', '--selectProjects', project, '--json', `--outputFile=${report}`];
  // With --json jest prints the report itself to standard output: capture drops it, people read standard error.
  const { status } = await run(tool('jest'), args, { capture: true });
  return countJest(report, status);
}

/** The components' own tests, in the environment that runs pipelines. */
async function pytest(scratch) {
  const environment = await run(process.execPath, ['scripts/python-env.mjs'], { capture: true });
  if (environment.status !== 0) return countOne(environment.status);
  const report = join(scratch, 'pytest.xml');
  const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'pipelines', `--junit-xml=${report}`];
  const { status } = await run(environment.text.trim(), args);
  return countPytest(report, status);
}

const STEPS = {
  types: () => yesOrNo('tsc', '--noEmit'),
  lint: () => yesOrNo('eslint', '.', '--max-warnings', '0'),
  format: () => yesOrNo('prettier', '--check', '--log-level', 'warn', '.'),
  'unit tests': (scratch) => jest(scratch, 'fast'),
  'component tests': pytest,
  'outside judges': (scratch) => jest(scratch, 'judges'),
};

async function runStep(name, step, scratch) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const counts = await step(scratch);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return { counts, line: `${name}: ${countsText(counts)} (${seconds} s)` };
}

/** Ends the commands that run, and us with the exit code that the signal has in a shell. */
function stopOnSignals(scratch) {
  for (const [signal, exitCode] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(signal, () => {
      for (const child of running) if (child.pid) process.kill(-child.pid, signal);
      rmSync(scratch, { recursive: true, force: true });
      console.error('\ninterrupted: not all checks ran');
      process.exit(exitCode);
    });
  }
}

installPackages();
const scratch = mkdtempSync(join(tmpdir(), 'mlops-test-'));
stopOnSignals(scratch);
const results = [];
for (const [name, step] of Object.entries(STEPS)) results.push(await runStep(name, step, scratch));
rmSync(scratch, { recursive: true, force: true });

const total = sumOf(results.map((result) => result.counts));
console.log(`\n${results.map((result) => result.line).join('\n')}`);
console.log(countsText(total));
process.exitCode = total.failed > 0 ? 1 : 0;
