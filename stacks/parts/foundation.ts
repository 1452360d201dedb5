import { type PlatformStack } from '../platform-stack';
import { Network } from '../../constructs/network/network';
import { Foundation } from '../../constructs/patterns/foundation';

/** @param services APIs of every capability of the level */
export function foundation(stack: PlatformStack, services: readonly string[]): Foundation {
  const { config, environment, people } = stack.settings;
  const { existing, range } = config.network;
  return new Foundation(stack, 'Foundation', {
    environment,
    services: [...services, ...config.services],
    people,
    customerManagedKeys: config.security.cmek,
    existingNetwork: existing && Network.fromNetworkIds(existing.network, existing.subnetwork),
    networkRange: range,
    auditDataAccessOf: config.security.auditData,
    logRetentionDays: config.security.logRetentionDays,
    access: config.access,
  });
}
