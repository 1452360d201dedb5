/** Runs the steps of a build on this machine, as Cloud Build would, with stand-ins for what would reach the cloud. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type Build, type BuildStep, stepsInOrder } from '../../../delivery/build';
import { asInBuild, type Folders, homeOf, onMachine } from './build-paths';
import { missingIn, programOf } from './image-programs';
import { type Answer, CommandRecorder, RECORDED, type RecordedCall } from './recorded-commands';
import { runProcess } from './run-process';
import { filledIn, stepVariables, substitutionValues, type Values } from './step-environment';

export { copyOfRepository } from './repository-copy';
export { TIMED_OUT } from './run-process';
export { type Answer, RECORDED, type RecordedCall };

export interface StepRun {
  /** Of a step without one, its position: `#0`. */
  readonly id: string;
  /** Exit code; 124 when the time was up. */
  readonly status: number;
  /** What it wrote, standard output and error as they came. */
  readonly output: string;
  readonly commands: readonly string[];
}

export interface BuildRun {
  /** Those that ran: after a failure that counts, no more are started. */
  readonly steps: readonly StepRun[];
  /** Recorded commands of all steps. */
  readonly commands: readonly string[];
  /** The same, with what they read. */
  readonly calls: readonly RecordedCall[];
  readonly succeeded: boolean;
}

export interface RunOptions {
  /** From `copyOfRepository`, or any folder: what is `/workspace` to the steps. */
  readonly folder: string;
  /** Built-in and user ones; those of the build are the defaults. */
  readonly substitutions?: Values;
  /** Without one, a recorded command says nothing and succeeds. @default none */
  readonly answers?: readonly Answer[];
  /** Programs to record besides `RECORDED`. @default none */
  readonly alsoRecord?: readonly string[];
}

/** Runs steps one after the other, each after those that it waits for. */
export async function runBuild(build: Build, options: RunOptions): Promise<BuildRun> {
  const { folder, substitutions = {}, answers = [], alsoRecord = [] } = options;
  const recorder = new CommandRecorder(answers, alsoRecord);
  const scratch = mkdtempSync(join(tmpdir(), 'build-'));
  const machine = { build, folder, recorder, scratch, values: substitutionValues(build, substitutions) };
  try {
    mkdirSync(homeOf(machine));
    recorder.installInto(folder);
    const steps: StepRun[] = [];
    for (const step of stepsInOrder(build)) {
      steps.push(await runStep(step, machine));
      if (!passes(step, steps.at(-1)!.status)) break;
    }
    const calls = recorder.calls().map((call) => JSON.parse(asInBuild(JSON.stringify(call), machine)) as RecordedCall);
    const succeeded = steps.length === build.steps.length && passes(lastOf(build), steps.at(-1)!.status);
    return { steps, calls, commands: calls.map(({ command }) => command), succeeded };
  } finally {
    recorder.remove();
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Machine extends Folders {
  readonly build: Build;
  readonly recorder: CommandRecorder;
  readonly values: Values;
}

const lastOf = (build: Build): BuildStep => stepsInOrder(build).at(-1)!;

/** `allowExitCodes` goes before `allowFailure`. */
const passes = ({ allowExitCodes, allowFailure }: BuildStep, status: number): boolean =>
  status === 0 || (allowExitCodes?.length ? allowExitCodes.includes(status) : allowFailure === true);

async function runStep(step: BuildStep, machine: Machine): Promise<StepRun> {
  const { build, folder, recorder, scratch, values } = machine;
  const before = recorder.calls().length;
  const variables = Object.entries(stepVariables(build, step, values)).map(([name, value]) => [
    name,
    onMachine(value, machine),
  ]);
  const path = [recorder.without(missingIn(step.name)), recorder.bin, process.env.PATH].join(':');
  const own = { PATH: path, HOME: homeOf(machine), npm_config_update_notifier: 'false' };
  const env = { ...own, ...(Object.fromEntries(variables) as Values) };
  const dir = onMachine(filledIn(step.dir ?? '', values), machine);
  const cwd = isAbsolute(dir) ? dir : join(folder, dir);
  mkdirSync(cwd, { recursive: true });
  const seconds = Number((step.timeout ?? build.timeout ?? '3600s').slice(0, -1));
  const { status, output } = await runProcess(commandOf(step, machine), { cwd, env, seconds, scratch });
  const commands = recorder.calls().slice(before);
  return {
    id: step.id ?? `#${build.steps.indexOf(step)}`,
    status,
    output: asInBuild(output, machine),
    commands: commands.map(({ command }) => asInBuild(command, machine)),
  };
}

/** A script in a file of its own; otherwise the entry point, or what the image is known to start. */
function commandOf(step: BuildStep, machine: Machine): readonly string[] {
  if (step.script !== undefined) {
    const file = join(machine.scratch, 'script');
    const text = onMachine(step.script, machine);
    writeFileSync(file, text.startsWith('#!') ? text : `#!/bin/sh\n${text}`, { mode: 0o755 });
    return [file];
  }
  const program = step.entrypoint ?? programOf(step.name);
  if (step.entrypoint === undefined && !RECORDED.includes(program ?? ''))
    throw new Error(`what ${step.name} starts is not known here: the step needs a script or an entrypoint`);
  return [program!, ...(step.args ?? [])].map((each) => onMachine(filledIn(each, machine.values), machine));
}
