import { type MonitoringConfig, type RetrainConfig } from '../../config/schema';
import { Foundation } from '../../constructs/patterns/foundation';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { type RunLimits, type RunPlan, type RunSpec } from '../../runs/plan';
import { type Purpose } from '../../runs/request';
import { kitLabels, type Settings } from '../settings';
import { runParameters } from './filled-parameters';
import { type ModelRuns, runsOf } from './model-runs';
import { type PipelineTemplates } from './templates';

/** What the runs of a model are made of in an environment: the document that the retraining function acts on. */
export function runPlan(settings: Settings, key: string, templates: PipelineTemplates): RunPlan {
  const model = settings.config.models[key]!;
  const specs = runsOf(model, key).map((runs): [Purpose, RunSpec] => [
    runs.purpose,
    runSpec(settings, key, runs, templates),
  ]);
  return { version: 1, model: key, pipelines: Object.fromEntries(specs) as RunPlan['pipelines'] };
}

function runSpec(settings: Settings, key: string, runs: ModelRuns, templates: PipelineTemplates): RunSpec {
  const { config, environment } = settings;
  const template = templates.of(runs.pipeline);
  const model = config.models[key]!;
  const attachment = PipelineRuntime.networkAttachmentOf(environment);
  return {
    pipeline: template.name,
    template: PipelineRuntime.templateOf(environment, template.name, template.yaml),
    inputs: template.inputs,
    parameters: runParameters(settings, key, runs, template),
    pipelineRoot: PipelineRuntime.rootOf(environment, key),
    serviceAccount: PipelineRuntime.runnerOf(environment).email,
    ...(attachment && { networkAttachment: attachment }),
    ...(config.security.cmek && { encryptionKey: Foundation.keyOf(environment, 'vertexai').keyName }),
    labels: { ...kitLabels(config), environment: environment.name },
    experiment: experimentOf(settings, key),
    limits: runs.purpose === 'training' ? trainingLimits(model.retrain) : ONE_AT_A_TIME,
  };
}

/** The Vertex AI experiment of a model: its runs side by side. */
const experimentOf = ({ config, environment }: Settings, key: string): string =>
  `${config.product}-${environment.name}-${key}`;

const trainingLimits = ({ cooldownHours, maxRunsPerDay, maxConcurrentRuns }: RetrainConfig): RunLimits => ({
  cooldownMinutes: Math.round(cooldownHours * 60),
  maxRunsPerDay,
  maxConcurrentRuns,
});

/**
 * Watching is cheap and scheduled, and promoting follows a training; the limits only stop a flood. Two promotions of a
 * model at a time would both move its traffic.
 */
const ONE_AT_A_TIME: RunLimits = { cooldownMinutes: 0, maxRunsPerDay: 24, maxConcurrentRuns: 1 };

/** When the pipelines of a model are due by the clock. */
export function schedulesOf(
  retrain: RetrainConfig,
  monitoring: MonitoringConfig | undefined,
): Partial<Record<Purpose, { cron: string; timeZone: string }>> {
  return {
    ...(retrain.schedule && { training: { cron: retrain.schedule, timeZone: retrain.timeZone } }),
    ...(monitoring && { monitoring: { cron: monitoring.schedule, timeZone: monitoring.timeZone } }),
  };
}
