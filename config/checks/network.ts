/** Settings that only make sense together. */
import { DEFAULT_RANGE } from '../patterns';
import { entriesOf, rule } from './rule';

export const existingNetworkHasItsRange = rule(
  '`network.range` goes without `network.existing`, which has its own range.',
  ({ network }) => {
    if (network?.existing === undefined || (network.range ?? DEFAULT_RANGE) === DEFAULT_RANGE) return [];
    const message = 'an existing network has its own range';
    return [{ path: ['network', 'range'], message, given: network.range, fix: 'remove "range", or remove "existing"' }];
  },
);

export const subnetworkIsOfNetwork = rule(
  '`network.existing` names a network and a subnet of one project.',
  ({ network }) => {
    const existing = network?.existing;
    const [owner, other] = [existing?.network?.split('/')[1], existing?.subnetwork?.split('/')[1]];
    if (owner === undefined || other === undefined || owner === other) return [];
    return [
      {
        path: ['network', 'existing', 'subnetwork'],
        message: 'the subnet is in another project than the network',
        given: existing?.subnetwork,
        allowed: `a subnet of ${existing?.network}`,
        fix: `write the path of a subnet in ${owner}`,
      },
    ];
  },
);

export const consumersNeedPrivateEndpoints = rule(
  '`serving.consumerProjects` of a model go with `security.private: true`.',
  (config, context) => {
    if (config.security?.private === true || context.isWrong(['security']) || context.isWrong(['security', 'private']))
      return [];
    return entriesOf(config.models).flatMap(([key, { serving }]) => {
      const projects = serving?.consumerProjects ?? [];
      if (projects.length === 0) return [];
      return [
        {
          path: ['models', key, 'serving', 'consumerProjects'],
          message: 'only private endpoints have consumer projects',
          given: projects,
          allowed: 'projects when security.private is true',
          fix: 'set security.private to true (for good), or remove this key',
        },
      ];
    });
  },
);
