import { type JsonTemplate } from '../ir/graph';
import { LAUNCHER } from './launch.generated';
import { type Mistakes } from './mistakes';
import { filled, known, type Value } from './values';

interface WithEnvironment {
  /** Given to the program. In a tuning job Vertex AI adds the trial's parameters behind them. @default - none */
  readonly args?: readonly Value[];
  /** Environment variables, at most 100. @default - none */
  readonly env?: Readonly<Record<string, Value>>;
}

/** A container image with its own entry point or a command. */
export interface Container extends WithEnvironment {
  readonly image: Value;
  /** @default - the image's entry point */
  readonly command?: readonly Value[];
}

/** A Python source distribution that Vertex AI installs in one of its images. */
export interface PythonPackage extends WithEnvironment {
  /** One of Vertex AI's prebuilt training images. */
  readonly executorImage: Value;
  /** `gs://BUCKET/trainer-1.0.tar.gz`, at most 100. */
  readonly packages: readonly Value[];
  /** Module that is run: `trainer.task`. */
  readonly module: Value;
}

/** A PyTorch program in an image, started by torchrun on every machine. */
export interface TorchProgram extends WithEnvironment {
  /** Has `python3`, PyTorch and the program. */
  readonly image: Value;
  /** A file of the image, or a module. */
  readonly program: Value | { readonly module: Value };
  /** Processes of one machine. @default - its GPUs; 1 without */
  readonly processes?: number;
}

export type Program = Container | PythonPackage | TorchProgram;

const MOST = 100;
const SET_BY_VERTEX = ['CLUSTER_SPEC', 'TF_CONFIG'];

/** The `container_spec` or `python_package_spec` of a pool whose machines have so many GPUs. */
export function programSpec(run: Program, gpus: number, mistakes: Mistakes): Record<string, JsonTemplate> {
  const env = environment(run.env ?? {}, mistakes.within('env'));
  if ('executorImage' in run) return { python_package_spec: { ...packageSpec(run, mistakes), ...env } };
  const { image } = run;
  const started = 'program' in run ? torchrun(run, gpus, mistakes) : filled({ command: run.command, args: run.args });
  return { container_spec: { image_uri: image, ...started, ...env } };
}

function packageSpec({ executorImage, packages, module, args }: PythonPackage, mistakes: Mistakes) {
  if (packages.length < 1 || packages.length > MOST)
    mistakes.add('packages', `takes 1 to ${MOST} packages, given ${packages.length}`);
  for (const uri of packages.map(known))
    if (uri !== undefined && !uri.startsWith('gs://'))
      mistakes.add('packages', `"${uri}" is not in Cloud Storage`, 'write gs://BUCKET/FILE.tar.gz');
  return filled({ executor_image_uri: executorImage, package_uris: packages, python_module: module, args });
}

/** The launcher's text is the command, so that the image needs nothing of the kit. */
function torchrun({ program, args = [], processes }: TorchProgram, gpus: number, mistakes: Mistakes) {
  const started = processes ?? Math.max(1, gpus);
  if (!Number.isInteger(started) || started < 1)
    mistakes.add('processes', `a machine runs a whole number of processes, given ${started}`, 'write 1 or more');
  const named = typeof program === 'object' && 'module' in program ? ['-m', program.module] : [program];
  return {
    command: ['python3', '-c', LAUNCHER, '--nproc-per-node', String(started), '--'],
    args: [...named, ...args],
  };
}

function environment(env: Readonly<Record<string, Value>>, mistakes: Mistakes): { env?: JsonTemplate } {
  const names = Object.keys(env).sort();
  if (names.length > MOST) mistakes.add('', `takes at most ${MOST} variables, given ${names.length}`);
  for (const name of names) {
    if (SET_BY_VERTEX.includes(name)) mistakes.add(name, 'is set by Vertex AI', 'leave it out');
    else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      mistakes.add(name, 'is no name of an environment variable', 'use letters, digits and _');
  }
  return names.length > 0 ? { env: names.map((name) => ({ name, value: env[name]! })) } : {};
}
