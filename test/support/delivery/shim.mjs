// Stands in for a command: notes how it was called, and answers as the test says. FOLDER NAME ARGUMENTS...
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [folder, name, ...args] = process.argv.slice(2);
const calls = `${folder}/calls`;
const { answers, partly, recorded } = JSON.parse(readFileSync(`${folder}/settings.json`, 'utf8'));

/** Position of the first argument that is no option and no option's value. */
const first = args.findIndex(
  (arg, at) => !arg.startsWith('-') && !['-C', '-c', '-p', '--package', '--prefix'].includes(args[at - 1]),
);

if (name === 'npx' && recorded.includes(args[first])) record(args.slice(first));
else if (partly[name] && !partly[name].words.includes(args[first])) run(partly[name].program);
else record([name, ...args]);

function run(program) {
  if (!program) console.error(`${name}: not found`);
  process.exitCode = program ? (spawnSync(program, args, { stdio: 'inherit' }).status ?? 1) : 127;
}

function record(words) {
  const command = words.map(quoted).join(' ');
  const used = readFileSync(calls, 'utf8').split('\n').filter(Boolean);
  const times = (position) => used.filter((line) => JSON.parse(line).answer === position).length;
  const found = answers.findIndex(
    ({ source, flags, times: most = Infinity }, position) =>
      new RegExp(source, flags).test(command) && times(position) < most,
  );
  const { stdout = '', status = 0, writes = {} } = answers[found] ?? {};
  appendFileSync(calls, `${JSON.stringify({ command, input: input(), answer: found })}\n`);
  for (const [path, text] of Object.entries(writes)) {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    writeFileSync(path, text);
  }
  process.stdout.write(stdout);
  process.exitCode = status;
}

/** As one would type it. */
function quoted(word) {
  return /^[\w@%+=:,./{}~^-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** What the command reads besides its arguments: standard input when it asks for it, or a file given as `@FILE`. */
function input() {
  if (args.some((arg) => /^(@?-|--password-stdin|--[\w-]+=@?-)$/.test(arg))) return readFileSync(0, 'utf8');
  const file = args.map((arg) => /^(?:[\w-]+=)?@(.+)$/.exec(arg)?.[1]).find((each) => each !== undefined);
  try {
    return file && readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
