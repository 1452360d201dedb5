import { type Config } from '../../config/schema';
import { buildFile, SHIPPED_BUILDS } from '../../delivery/builds/catalogue';
import { githubFiles, gitlabFiles, sourceManagerFiles, type WrittenFile, writtenBuild } from '../../delivery/targets';
import { deliveryOf } from '../../stacks/delivery/environment';
import { deliveryFacts } from '../../stacks/delivery/facts';
import { buildSettings, deliveryTriggers } from '../../stacks/delivery/triggers';

/**
 * Every file that a repository needs to be delivered: the builds, and what makes its host start them.
 *
 * @throws TargetError for what the host cannot do
 */
export function wantedFiles(config: Config): WrittenFile[] {
  const settings = buildSettings(config);
  const builds = SHIPPED_BUILDS.map(({ name, title, build }) => writtenBuild(buildFile(name), build(settings), title));
  return [...builds, ...hostFiles(config)];
}

/** Where Cloud Build is connected to a repository, its triggers are Terraform's: there is nothing to write. */
function hostFiles(config: Config): WrittenFile[] {
  const { builder, repository } = deliveryOf(config);
  const triggers = deliveryTriggers(config);
  const facts = deliveryFacts(config, triggers);
  switch (builder) {
    case 'githubActions':
      return githubFiles(triggers, facts);
    case 'gitlabCi':
      return gitlabFiles(triggers, facts);
    case 'cloudBuild':
      return repository.host === 'workspace' ? sourceManagerFiles(triggers, facts) : [];
  }
}
