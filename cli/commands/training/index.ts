import { type Command } from 'commander';
import { type ManifestsOptions } from '../../options';
import { registerManifests } from './manifests';

/**
 * Adds `training`, with what a cluster of training is given.
 *
 * @param run does the job and returns a `ManifestFiles` as JSON
 */
export function registerTrainingCommands(program: Command, run: (options: ManifestsOptions) => Promise<string>): void {
  const training = program.command('training').description('what training on a cluster is started with');
  registerManifests(training, run);
}
