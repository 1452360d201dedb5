/** Programs that a build's scripts find on their PATH: stand-ins for those that would reach the cloud. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Commands that are recorded, not run. With `npx` before them, too. */
export const RECORDED = [
  ...['gcloud', 'gsutil', 'bq', 'docker', 'curl', 'terraform', 'cdktf', 'twine'],
  // They would change the machine that runs the test.
  ...['apt-get', 'apt', 'apk', 'sudo'],
];

/** Commands that run, but for what follows here. Packages are linked into the copy, not installed. */
const RECORDED_BEFORE: Readonly<Record<string, readonly string[]>> = {
  git: ['push', 'fetch', 'pull', 'clone', 'ls-remote'],
  npm: ['ci', 'install', 'i', 'publish'],
  npx: RECORDED,
  pip: ['install', 'download'],
  pip3: ['install', 'download'],
};

/** What a recorded command answers; the first answer whose pattern fits, in order. */
export interface Answer {
  /** Fits the command as one line, with quotes around arguments that need them. */
  readonly command: RegExp;
  /** @default '' */
  readonly stdout?: string;
  /** @default 0 */
  readonly status?: number;
  /** Files that the command leaves, by path from where it runs. @default none */
  readonly writes?: Readonly<Record<string, string>>;
  /** So often it is given; after that the next one that fits. @default always */
  readonly times?: number;
}

/** A command as it was recorded. */
export interface RecordedCall {
  readonly command: string;
  /** What it would have read: standard input, or a file given as `@FILE`. */
  readonly input?: string;
}

export class CommandRecorder {
  /** Comes first on the PATH. */
  readonly bin: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'build-commands-'));

  /** @param also further programs to record */
  constructor(answers: readonly Answer[], also: readonly string[]) {
    this.bin = join(this.folder, 'bin');
    mkdirSync(this.bin);
    const partly = Object.entries(RECORDED_BEFORE).map(([name, words]) => [name, { words, program: programOf(name) }]);
    const settings = {
      answers: answers.map(({ command: { source, flags }, ...answer }) => ({ ...answer, source, flags })),
      recorded: RECORDED,
      partly: Object.fromEntries(partly) as object,
    };
    writeFileSync(join(this.folder, 'settings.json'), JSON.stringify(settings));
    writeFileSync(join(this.folder, 'calls'), '');
    for (const name of [...RECORDED, ...Object.keys(RECORDED_BEFORE), ...also]) this.writeStandIn(this.bin, name);
    // Waiting is no part of what is tested.
    writeProgram(join(this.bin, 'sleep'), 'exit 0');
  }

  /** `npm run` looks into node_modules/.bin first. A linked folder is somebody else's, and is left alone. */
  installInto(folder: string): void {
    const bin = join(folder, 'node_modules', '.bin');
    if (!existsSync(bin) || [bin, join(bin, '..')].some((each) => lstatSync(each).isSymbolicLink())) return;
    for (const name of RECORDED.filter((each) => existsSync(join(bin, each)))) {
      rmSync(join(bin, name));
      this.writeStandIn(bin, name);
    }
  }

  /** A folder for the PATH in which programs are missing. */
  without(programs: readonly string[]): string {
    const folder = mkdtempSync(join(this.folder, 'missing-'));
    for (const name of programs)
      writeProgram(join(folder, name), `echo "${name}: not found in the step's image" >&2; exit 127`);
    return folder;
  }

  calls(): RecordedCall[] {
    const lines = readFileSync(join(this.folder, 'calls'), 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => {
      const { command, input } = JSON.parse(line) as RecordedCall;
      return { command, ...(input !== undefined && { input }) };
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** It holds its paths itself, so that a script may copy it to another folder. */
  private writeStandIn(folder: string, name: string): void {
    const words = [process.execPath, join(__dirname, 'shim.mjs'), this.folder, name].map((word) => `'${word}'`);
    writeProgram(join(folder, name), `exec ${words.join(' ')} "$@"`);
  }
}

const programOf = (name: string): string =>
  spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();

const writeProgram = (path: string, text: string): void => writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
