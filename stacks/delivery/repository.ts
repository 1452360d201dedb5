import { type Config } from '../../config/schema';
import { type DeliveryRepository } from '../../constructs/patterns/delivery-options';
import { homeOf } from '../settings';
import { deliveryOf } from './environment';

/** The repository whose commits are built. That of the workspace is found by its names. */
export function deliveryRepository(config: Config): DeliveryRepository {
  const { repository } = deliveryOf(config);
  if (repository.host !== 'workspace') return repository;
  const home = homeOf(config);
  return {
    host: 'secureSourceManager',
    project: home.project,
    location: home.region,
    instanceId: home.naming.name('sourceInstance', 'source'),
    repositoryId: home.naming.name('sourceRepository', 'code'),
  };
}
