import { type PlatformStack } from '../platform-stack';
import { DataStores } from '../../constructs/patterns/data-stores';
import { type Foundation } from '../../constructs/patterns/foundation';
import { buildersOf } from '../../constructs/patterns/people';

export function dataStores(stack: PlatformStack, foundation: Foundation): DataStores {
  const { config, environment, people } = stack.settings;
  const stores = new DataStores(stack, 'DataStores', {
    environment,
    writers: buildersOf(people),
    accessLogs: foundation.accessLogs,
    encryption: {
      storage: foundation.key('storage'),
      bigquery: foundation.key('bigquery'),
      vertexAi: foundation.key('vertexai'),
    },
    vertexDatasets: config.data.vertexDatasets,
    deleteTemporaryAfterDays: config.data.deleteTemporaryAfterDays,
  });
  stores.grantTraining('training', foundation.trainingAccount.member);
  return stores;
}
