import { loadConfig } from '../../config/load';
import { estimateOf } from '../../cost/estimate';
import { BLUEPRINTS } from '../../stacks/blueprints/catalogue';
import { inventoryOf } from '../../stacks/inventory';
import { moveOfConfig } from '../../stacks/level-move/move-of-config';
import { checkedTemplates } from '../../stacks/runs/check-runs';
import { buildInMemory, synthesize } from '../../stacks/synthesize';
import { type AssessInput, assessInput } from '../assessment/assess-input';
import {
  type ConfigOptions,
  type CostOptions,
  type DeliveryJobOptions,
  type DeliveryWriteOptions,
  type JsonOptions,
  type ManifestsOptions,
  type SimulateOptions,
  type SynthOptions,
  type UpgradeOptions,
} from '../options';
import { Foundation } from '../../constructs/patterns/foundation';
import { environmentsOf } from '../../stacks/settings';
import { poolsOfEnvironment } from '../../stacks/pools';
import { chosen } from '../chosen';
import { preStagingJob } from '../delivery/pre-staging-job';
import { listedTriggers } from '../delivery/trigger-list';
import { writeDelivery } from '../delivery/write';
import { simulateRetraining } from '../simulation/simulate';
import { manifestFiles, writeManifests } from '../training/manifest-files';
import { checkText } from '../views/check-text';
import { costJson } from '../views/cost/json';
import { costText } from '../views/cost/report';
import { triggersJson, triggersText } from '../views/delivery/triggers';
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
export const JOBS = {
  check,
  synth,
  list,
  levels,
  upgrade,
  simulate,
  cost,
  deliveryWrite,
  deliveryTriggers,
  deliveryJob,
  assess,
  trainingManifests,
};

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

function deliveryWrite(options: DeliveryWriteOptions, context: JobContext): string {
  return JSON.stringify(writeDelivery(options, context));
}

function deliveryTriggers({ config, json }: ConfigOptions): string {
  const triggers = listedTriggers(config);
  return json ? triggersJson(triggers) : triggersText(triggers);
}

/** The body alone is what a request is made of. */
function deliveryJob(options: DeliveryJobOptions): string {
  const job = preStagingJob(options);
  return `${JSON.stringify(options.json ? job : job.body, null, 2)}\n`;
}

/** An AssessedInput as JSON. */
function assess(options: AssessInput, { scratch }: JobContext): string {
  return JSON.stringify(assessInput(options, scratch));
}

/** A ManifestFiles as JSON. */
function trainingManifests(options: ManifestsOptions, context: JobContext): string {
  const { config } = loadConfig(options.config);
  const name = chosen('--environment', options.environment, Object.keys(config.environments));
  const environment = environmentsOf(config).find((each) => each.name === name)!;
  const { namespace, image, team } = options;
  const made = manifestFiles(poolsOfEnvironment(config, name, environment.region), {
    namespace,
    image,
    teams: team?.map((each) => ({ name: each })),
    googleServiceAccount: Foundation.trainingAccountOf(environment).email,
  });
  if (options.out !== undefined) writeManifests(made, options.out, context);
  return JSON.stringify(made);
}

async function simulate(options: SimulateOptions): Promise<string> {
  const simulated = await simulateRetraining(options);
  return options.json ? simulationJson(simulated) : simulationText(simulated, options);
}

function cost({ runMinutes, ...options }: CostOptions, { scratch }: JobContext): string {
  const loaded = loadConfig(options.config, options);
  const { config } = loaded;
  const environment =
    options.environment && chosen('--environment', options.environment, Object.keys(config.environments));
  const estimate = estimateOf(buildInMemory(loaded, scratch), config, { runMinutes, environment });
  const report = { config, estimate, runMinutes, environment };
  return options.json ? costJson(report) : costText(report);
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
