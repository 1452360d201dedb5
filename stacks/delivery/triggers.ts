import { type Config } from '../../config/schema';
import { type Environment } from '../../constructs/core/environment';
import { PipelineDelivery } from '../../constructs/patterns/pipeline-delivery';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { type Build } from '../../delivery/build';
import { buildFile, SHIPPED_BUILDS } from '../../delivery/builds/catalogue';
import { type BuildSettings, type ShippedBuild } from '../../delivery/builds/shipped-build';
import { type DeliveryTrigger, type TriggerAccount, type TriggerEvent } from '../../delivery/triggers';
import { environmentsOf, homeOf } from '../settings';
import { deliveryEnvironment, deliveryOf } from './environment';
import { substitutionsFor } from './substitutions';

/** Whether what goes to an environment waits for somebody to approve it. */
export const isApproved = ({ stage }: Environment): boolean => stage === 'production';

/** What of the configuration changes the text of builds. */
export function buildSettings(config: Config): BuildSettings {
  const pool = deliveryOf(config).builder === 'cloudBuild' && PipelineDelivery.poolOf(deliveryEnvironment(config));
  return pool ? { pool } : {};
}

/** Every build of the repository, and when it runs: the shipped builds, for each environment that they concern. */
export function deliveryTriggers(config: Config, settings = buildSettings(config)): DeliveryTrigger[] {
  return SHIPPED_BUILDS.flatMap((shipped) => {
    const build = shipped.build(settings);
    const environments = shipped.each === 'environment' ? environmentsOf(config) : [homeOf(config)];
    return environments.map((environment) => trigger(config, shipped, environment, build));
  });
}

function trigger(config: Config, shipped: ShippedBuild, environment: Environment, build: Build): DeliveryTrigger {
  const { name, title, account, includedFiles, ignoredFiles } = shipped;
  const ofOne = shipped.each === 'environment';
  return {
    key: ofOne ? `${name}-${environment.name}` : name,
    file: buildFile(name),
    description: title,
    event: eventOf(config, shipped, environment),
    account: accountOf(account, environment),
    substitutions: substitutionsFor(config, environment, build),
    includedFiles,
    ignoredFiles,
    approval: isGated(shipped, environment),
    build,
  };
}

function accountOf(account: ShippedBuild['account'], { name }: Environment): TriggerAccount {
  if (account === 'cd') return { cd: name };
  return account === 'promote' ? { promote: name } : account;
}

/** What deploys production waits for a tag and an approval; everything else follows the branch. */
const isGated = ({ on, each }: ShippedBuild, environment: Environment): boolean =>
  on === 'main' && each === 'environment' && isApproved(environment);

function eventOf(config: Config, shipped: ShippedBuild, environment: Environment): TriggerEvent {
  const { branch, tags } = deliveryOf(config);
  const { on, waitsForComment } = shipped;
  const main = `^${branch.replaceAll('.', '\\.')}$`;
  switch (on) {
    case 'pullRequest':
      return { pullRequest: { branch: main, waitsForComment } };
    case 'main':
      return { push: isGated(shipped, environment) ? { tag: tags } : { branch: main } };
    case 'tag':
      return { push: { tag: tags } };
    case 'modelRegistered':
      return { message: { topic: PipelineRuntime.modelTopicOf(environment).topicId } };
  }
}
