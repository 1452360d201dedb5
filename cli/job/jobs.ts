import { loadConfig } from '../../config/load';
import { BLUEPRINTS } from '../../stacks/blueprints/catalogue';
import { inventoryOf } from '../../stacks/inventory';
import { moveOfConfig } from '../../stacks/level-move/move-of-config';
import { checkedTemplates } from '../../stacks/runs/check-runs';
import { buildInMemory, synthesize } from '../../stacks/synthesize';
import {
  type ConfigOptions,
  type JsonOptions,
  type SimulateOptions,
  type SynthOptions,
  type UpgradeOptions,
} from '../options';
import { simulateRetraining } from '../simulation/simulate';
import { checkText } from '../views/check-text';
import { inventoryText } from '../views/inventory-text';
import { levelsText } from '../views/levels-text';
import { simulationJson, simulationText } from '../views/simulation/report';
import { synthReport } from '../views/synth-report';

/** What a job is told by the thread that started it. */
export interface JobContext {
  /** A folder to work in, which is removed when the job ends, however it ends. */
  readonly scratch: string;
  /** Asks to go on to what must not be interrupted; throws when the job was stopped. */
  readonly pointOfNoReturn: () => void;
}

/** The commands that need the construct library, which takes longest to load. Each returns what it prints. */
export const JOBS = { check, synth, list, levels, upgrade, simulate };

function check(options: ConfigOptions): string {
  const loaded = loadConfig(options.config, options);
  checkedTemplates(loaded);
  return checkText(loaded.config, options);
}

function synth(options: SynthOptions, { pointOfNoReturn }: JobContext): string {
  const loaded = loadConfig(options.config, options);
  const synthesis = synthesize(loaded, options.out, { beforePublish: pointOfNoReturn });
  return synthReport(loaded, inventoryOf(synthesis.app), synthesis, options);
}

function list(options: ConfigOptions, { scratch }: JobContext): string {
  const inventory = inventoryOf(buildInMemory(loadConfig(options.config, options), scratch));
  return options.json ? `${JSON.stringify(inventory, null, 2)}\n` : inventoryText(inventory);
}

/** A MoveOfConfig as JSON. The stacks of both levels are left in `folder`, for Terraform to plan with. */
function upgrade({ config, from, to, folder }: UpgradeOptions & { readonly folder: string }): string {
  const [before, after] = [loadConfig(config, { level: from }), loadConfig(config, { level: to })];
  return JSON.stringify(moveOfConfig(before, after, folder));
}

async function simulate(options: SimulateOptions): Promise<string> {
  const simulated = await simulateRetraining(options);
  return options.json ? simulationJson(simulated) : simulationText(simulated, options);
}

function levels({ json }: JsonOptions): string {
  return json
    ? `${JSON.stringify({ levels: BLUEPRINTS.map(levelOf) }, null, 2)}\n`
    : levelsText(BLUEPRINTS.map(levelOf));
}

const levelOf = ({ level, title, capabilities }: (typeof BLUEPRINTS)[number]) => ({
  level,
  title,
  capabilities: capabilities.map(({ kind, title, sinceLevel, makes }) => ({ kind, title, sinceLevel, makes })),
});
