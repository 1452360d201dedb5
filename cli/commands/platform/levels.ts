import { type Command } from 'commander';
import { runJob } from '../../job/run-job';
import { type JsonOptions } from '../../options';
import { jsonOption } from './options';

export function registerLevels(program: Command): void {
  program
    .command('levels')
    .description('what each MLOps level contains')
    .addOption(jsonOption())
    .addHelpText('after', '\nExamples:\n  $ mlops levels\n  $ mlops levels --json')
    .action(async (options: JsonOptions) => void process.stdout.write(await runJob('levels', options)));
}
