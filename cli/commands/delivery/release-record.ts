import { readFileSync, writeFileSync } from 'node:fs';
import { type Command } from 'commander';
import { publishedIn, releaseRecord } from '../../../delivery/release/record';
import { OutsideError } from '../../failure';

interface Flags {
  readonly published: string;
  readonly tag: string;
  readonly commit: string;
  readonly out: string;
}

const EXAMPLES = `
FILE has a line for each template and repository: pipeline, repository and sha256:DIGEST, parted by tabs. Exit code 1: a
pipeline is not the same in every environment.

Examples:
  $ mlops delivery release-record --published published --tag v1.2 --commit c0ffee --out record.json`;

/** Adds `release-record` to the commands of delivery. */
export function registerReleaseRecord(delivery: Command): void {
  delivery
    .command('release-record')
    .description('write down what a release published, once it is the same everywhere')
    .requiredOption('--published <file>', 'what each repository answered')
    .requiredOption('--tag <tag>', 'tag of the release')
    .requiredOption('--commit <sha>', 'its commit')
    .requiredOption('-o, --out <file>', 'file to write')
    .addHelpText('after', EXAMPLES)
    .action(({ published, tag, commit, out }: Flags) => {
      const text = `${JSON.stringify(recordOf(published, tag, commit), null, 2)}\n`;
      writeFileSync(out, text);
      process.stdout.write(text);
    });
}

function recordOf(file: string, tag: string, commit: string) {
  try {
    return releaseRecord({ tag, commit }, publishedIn(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new OutsideError((error as Error).message);
  }
}
