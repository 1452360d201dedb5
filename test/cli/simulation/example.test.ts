import { join } from 'node:path';
import { simulateRetraining } from '../../../cli/simulation/simulate';
import { root } from '../../support/outside-judges';

test('the history that ships with the kit shows every kind of decision and every reason to start', async () => {
  const config = join(root, 'mlops.yaml');
  const { decided } = await simulateRetraining({
    config,
    environment: 'dev',
    events: join(root, 'examples/events.yaml'),
    runMinutes: 60,
  });
  const outcomes = decided.map(({ decision, because, reason }) =>
    decision === 'skipped' ? because : (reason ?? decision),
  );
  expect([...new Set(outcomes)].sort()).toEqual([
    'concurrency',
    'cooldown',
    'degradation',
    'duplicate',
    'ignored',
    'manual',
    'new-data',
    'schedule',
  ]);
});
