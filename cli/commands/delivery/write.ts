import { type Command } from 'commander';
import { type DeliveryFiles } from '../../delivery/write';
import { EXIT } from '../../failure';
import { runJob } from '../../job/run-job';
import { type DeliveryWriteOptions } from '../../options';
import { isStale, writtenJson, writtenText } from '../../views/delivery/written';
import { configOption, jsonOption } from '../platform/options';

const EXAMPLES = `
cloudbuild/*.yaml are the builds. What starts them is .cloudbuild/triggers.yaml with Secure Source Manager,
.github/workflows/*.yml with GitHub Actions, .gitlab-ci.yml with GitLab CI; where Cloud Build is connected to a repository,
Terraform makes the triggers. Commit what is written. A file that this command did not write is never touched.
Exit code with --check: 0 all is up to date, 1 something is not.

Examples:
  $ mlops delivery write
  $ mlops delivery write --config two.yaml --out ../churn
  $ mlops delivery write --check --json | jq -r '.files[] | select(.state != "same").path'`;

/** Adds `write` to the commands of delivery. */
export function registerWrite(delivery: Command): void {
  delivery
    .command('write')
    .description('write the builds, and the files that make the host of the repository start them')
    .addOption(configOption())
    .option('--check', 'write nothing; exit with 1 when a file is not up to date')
    .option('-o, --out <folder>', 'root of the repository', '.')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(write);
}

async function write(options: DeliveryWriteOptions): Promise<void> {
  const written = JSON.parse(await runJob('deliveryWrite', options)) as DeliveryFiles;
  process.stdout.write(options.json ? writtenJson(written) : writtenText(written, options));
  if (options.check && isStale(written)) process.exitCode = EXIT.unexpected;
}
