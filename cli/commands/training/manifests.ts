import { type Command } from 'commander';
import { type ManifestsOptions } from '../../options';
import { type ManifestFiles } from '../../training/manifest-files';
import { manifestsJson, manifestsText, writtenManifestsText } from '../../views/training/manifests';
import { configOption, jsonOption } from '../platform/options';

const EXAMPLES = `
queues.yaml has the namespace, its account, a flavor for each pool with on: gke, and a queue for each team. train-POOL.yaml
is a sample of a job on the pool. The cluster needs Kueue and JobSet: training/manifests/README.md.

Examples:
  $ mlops training manifests --environment dev | kubectl apply --server-side -f -
  $ mlops training manifests --team research --team product --out manifests
  $ mlops training manifests --json | jq -r '.files[].path'`;

/** Adds `manifests` to the commands of training. */
export function registerManifests(training: Command, run: (options: ManifestsOptions) => Promise<string>): void {
  training
    .command('manifests')
    .description('print or write the queues of Kueue and sample jobs for the pools on GKE')
    .addOption(configOption())
    .option('--environment <name>', 'environment (default: the only one)')
    .option('-o, --out <folder>', 'write files there (default: print the queues alone)')
    .option('--image <uri>', 'image of the sample jobs (default: IMAGE, to be put in)')
    .option('--namespace <name>', 'Kubernetes namespace', 'training')
    .option('--team <name>', 'a queue with an equal part of the pools; repeatable (default: one for all)', collect)
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ManifestsOptions) => {
      const made = JSON.parse(await run(options)) as ManifestFiles;
      process.stdout.write(textOf(made, options));
    });
}

function textOf(made: ManifestFiles, { json, out }: ManifestsOptions): string {
  if (json) return manifestsJson(made);
  return out === undefined ? manifestsText(made) : writtenManifestsText(made, out);
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
