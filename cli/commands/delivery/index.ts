import { type Command } from 'commander';
import { registerFacts } from './facts';
import { registerJob } from './job';
import { registerPlanSummary } from './plan-summary';
import { registerReleaseRecord } from './release-record';
import { registerTriggers } from './triggers';
import { registerWrite } from './write';

/** Adds `delivery`, with what builds and whoever writes them call. */
export function registerDeliveryCommands(program: Command): void {
  const delivery = program.command('delivery').description('what builds are made of, and what they call');
  registerWrite(delivery);
  registerTriggers(delivery);
  registerJob(delivery);
  registerFacts(delivery);
  registerPlanSummary(delivery);
  registerReleaseRecord(delivery);
}
