import { existsSync, readFileSync, statSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AssessedInput } from '../../assessment/assess-input';
import { type ShownDocument } from '../../assessment/shown-documents';
import { EXIT, UsageError } from '../../failure';
import { runJob } from '../../job/run-job';
import { type AssessOptions } from '../../options';
import { assessmentJson, assessmentText } from '../../views/assess/report';
import { configOption, jsonOption } from './options';

const EXAMPLES = `
Looks at resource types, arguments and how they belong together, not at names of the kit: anybody's Terraform on Google
Cloud will do. What builds and pipelines do is read where their files are: beside the configuration, in the current
folder with --stacks, in --repository otherwise; else it "cannot be seen", which is neither met nor missing.
docs/levels.md has the whole checklist. Exit code: 0, or 1 when --level is asked for and not met.

Examples:
  $ mlops assess
  $ mlops assess --stacks cdktf.out --level 1
  $ terraform show -json | mlops assess --state -
  $ mlops assess --state dev.json prod.json --repository . --json | jq .level`;

export function registerAssess(program: Command): void {
  program
    .command('assess')
    .description('which MLOps level is met, and what is missing for the next, item by item')
    .addOption(configOption())
    .addOption(
      new Option('--stacks <folder>', 'assess Terraform JSON instead: the output of synth').conflicts([
        'config',
        'state',
      ]),
    )
    .addOption(
      new Option(
        '--state <file...>',
        'assess what "terraform show -json" printed, of a state or a plan; - is standard input',
      ).conflicts(['config', 'stacks']),
    )
    .option('--repository <folder>', 'checkout whose build files are read')
    .addOption(new Option('-l, --level <n>', 'the level that has to be met').argParser(parseAsked))
    .option('--verbose', 'print everything that was found, and what was looked for')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(assess);
}

async function assess({ state, ...options }: AssessOptions): Promise<void> {
  if (options.repository !== undefined && !isFolder(options.repository))
    throw new UsageError(`--repository ${options.repository}: there is no such folder`);
  const documents = state?.map(documentIn);
  const assessed = JSON.parse(await runJob('assess', { ...options, documents })) as AssessedInput;
  process.stdout.write(options.json ? assessmentJson(assessed) : assessmentText(assessed, options));
  if (options.level !== undefined && (assessed.level ?? -1) < options.level) process.exitCode = EXIT.unexpected;
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

function documentIn(path: string): ShownDocument {
  if (path === '-') return { name: 'standard input', text: readFileSync(0, 'utf8') };
  if (!existsSync(path)) throw new UsageError(`--state ${path}: there is no such file`);
  if (isFolder(path)) throw new UsageError(`--state ${path}: this is a folder; give it to --stacks`);
  return { name: path, text: readFileSync(path, 'utf8') };
}

function parseAsked(text: string): number {
  if (/^[012]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Levels are 0, 1 and 2.');
}
