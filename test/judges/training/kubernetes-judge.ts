import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../support/outside-judges';

const sources = join(root, 'test/judges/training/kubernetes');
const program = join(root, '.tools/kubernetes-judge/judge');

/** Where the modules keep the CustomResourceDefinitions that a release is made of. */
const DEFINITIONS = 'config/components/crd/bases';

export interface JudgedProblem {
  /** `Kind/name` */
  readonly object: string;
  readonly problem: string;
}

const go = (...args: string[]) =>
  spawnSync('go', args, {
    cwd: sources,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' },
  });

/** What is missing to judge Kubernetes objects; undefined when nothing is. Reading go.mod takes the Go that it names. */
export const missingForKubernetes = (): string | undefined =>
  go('list', '-m').status === 0 ? undefined : 'go 1.25 or later is not on the PATH';

function goes(...args: string[]): string {
  const { status, stdout, stderr } = go(...args);
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Builds the judge from the modules that go.sum pins. Returns the folders with the published schemas. */
export function kubernetesJudge(): string[] {
  goes('build', '-o', program, '.');
  return ['sigs.k8s.io/kueue', 'sigs.k8s.io/jobset'].map((path) =>
    join(goes('list', '-m', '-f', '{{.Dir}}', path), DEFINITIONS),
  );
}

/** The version of a module that is judged by. */
export const judgedVersion = (path: string): string => goes('list', '-m', '-f', '{{.Version}}', path);

/** What the API server would refuse in these YAML documents. */
export function judgeManifests(definitions: readonly string[], text: string): JudgedProblem[] {
  const { status, stdout, stderr } = spawnSync(program, definitions, { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as JudgedProblem[];
}
