/** What the schema can not say: how values go together. */
import { type Finding } from '../source';
import { budgetReachesEveryAddress } from './alerts';
import * as delivery from './delivery';
import * as environments from './environments';
import * as features from './features';
import * as labels from './labels';
import { namesAreNotRepeated } from './lists';
import * as network from './network';
import * as people from './people';
import { type Draft, type Rule, type RuleContext } from './rule';
import { stateHasAPlace } from './state';
import * as training from './training';
import * as pools from './training-pools';

export const RULES: readonly Rule[] = [
  stateHasAPlace,
  people.teamsExist,
  people.workbenchHasOneOwner,
  people.workbenchOwnerIsOneAccount,
  environments.workbenchesHaveAnEnvironment,
  environments.workbenchZoneExists,
  environments.productionIsNotEphemeral,
  environments.subnetworkIsInRegion,
  environments.projectsAreNotShared,
  environments.sourceManagerIsInRegion,
  network.existingNetworkHasItsRange,
  network.subnetworkIsOfNetwork,
  network.consumersNeedPrivateEndpoints,
  labels.labelKeysAreFree,
  labels.labelsFit,
  budgetReachesEveryAddress,
  training.degradationIsWatched,
  training.alertCanGoOff,
  training.productionReadsEverything,
  training.privateStepsHaveAnImage,
  features.viewHasOneSource,
  features.viewServesWhatThereIs,
  features.madeTablesAreTyped,
  features.onlineStoreKeyIsDecided,
  pools.poolEnvironmentsExist,
  pools.poolsArePossible,
  pools.trainedOnWhatThereIs,
  pools.clusterHasItsNetwork,
  pools.clusterRangesAreApart,
  delivery.deliveryIsConfigured,
  delivery.deliveryHasItsProject,
  delivery.workspaceRepositoryIsHosted,
  delivery.builderIsOfTheHost,
  delivery.connectionIsComplete,
  delivery.productionHasApprovers,
  namesAreNotRepeated,
];

/** Everything that the rules find, in no particular order. */
export function checkConfig(config: Draft, context: RuleContext): Finding[] {
  return RULES.flatMap((rule) => rule.find(config, context));
}
