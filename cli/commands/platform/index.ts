import { type Command } from 'commander';
import { registerAssess } from './assess';
import { registerCheck } from './check';
import { registerConfigSchema } from './config-schema';
import { registerCost } from './cost';
import { registerLevels } from './levels';
import { registerList } from './list';
import { registerSimulate } from './simulate';
import { registerSynth } from './synth';
import { registerUpgrade } from './upgrade';

/** Adds the commands around stacks and configuration. */
export function registerPlatformCommands(program: Command): void {
  registerSynth(program);
  registerCheck(program);
  registerLevels(program);
  registerList(program);
  registerUpgrade(program);
  registerAssess(program);
  registerSimulate(program);
  registerCost(program);
  registerConfigSchema(program);
}
