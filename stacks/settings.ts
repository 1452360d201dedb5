import { type Config } from '../config/schema';
import { type Environment } from '../constructs/core/environment';
import { Naming } from '../constructs/core/naming/naming';
import { type StateLocation } from '../constructs/core/kit-stack';
import { type PipelineTemplates } from './runs/templates';
import { type People } from '../constructs/patterns/people';

/** Everything that a stack of one environment is built from: the configuration, seen from that environment. */
export interface Settings {
  readonly config: Config;
  readonly environment: Environment;
  readonly labels: Readonly<Record<string, string>>;
  readonly people: People;
  /** Share of the rows that pipelines read, above 0 and at most 1. */
  readonly sampling: number;
  /** The pipelines that the configuration names. */
  readonly templates: PipelineTemplates;
}

/** Experiments are quick on a part of the data; docs/config.md says so too. */
const EXPERIMENT_SAMPLING = 0.2;

/** The settings of one environment of the configuration. */
export function settingsOf(config: Config, name: string, templates: PipelineTemplates): Settings {
  const { stage, labels, sampling } = config.environments[name]!;
  return {
    config,
    templates,
    environment: environmentOf(config, name),
    labels: { ...kitLabels(config), environment: name, ...config.labels, ...labels },
    people: peopleOf(config),
    sampling: sampling ?? (stage === 'experimentation' ? EXPERIMENT_SAMPLING : 1),
  };
}

function environmentOf(config: Config, name: string): Environment {
  const { project, stage, region, ephemeral } = config.environments[name]!;
  return {
    name,
    stage,
    project,
    region: region ?? config.region,
    naming: new Naming({ product: config.product, environment: name, project, suffix: config.nameSuffix }),
    protect: ephemeral === undefined,
    private: config.security.private,
  };
}

/** All environments, in the order of the file. */
export const environmentsOf = (config: Config): Environment[] =>
  Object.keys(config.environments).map((name) => environmentOf(config, name));

/** Where people experiment, else the first: the environment that has the source repository, and that new pipelines are tried in. */
export function homeOf(config: Config): Environment {
  const environments = environmentsOf(config);
  return environments.find(({ stage }) => stage === 'experimentation') ?? environments[0]!;
}

/** Labels that every resource of the kit has. The level is not among them: it changes, and a label change touches all. */
export const kitLabels = (config: Config): Record<string, string> => ({
  product: config.product,
  'managed-by': 'mlops-kit',
});

/** Where the stack of that id keeps its state. */
export function stateLocation(config: Config, stackId: string): StateLocation {
  const { bucket, local } = config.state;
  return local || bucket === undefined ? { local: true } : { bucket, prefix: `${config.product}/${stackId}` };
}

/** Members of a team work as data scientists do. */
function peopleOf(config: Config): People {
  const members = Object.values(config.teams).flatMap((team) => team.members);
  return { ...config.people, dataScientists: [...new Set([...config.people.dataScientists, ...members])] };
}
