import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { FeatureStore } from '../../constructs/patterns/feature-store';
import { ModelMonitoring } from '../../constructs/patterns/model-monitoring';
import { PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { continuousTraining } from '../parts/continuous-training';
import { featureStore, grantFeatures } from '../parts/feature-store';
import { modelMonitoring } from '../parts/model-monitoring';
import { modelRetraining } from '../parts/model-retraining';
import { modelServing } from '../parts/model-serving';
import { pipelineRuntime } from '../parts/pipeline-runtime';
import { type Blueprint } from './blueprint';
import { level0, platformOfLevel0 } from './level0';

const ADDED = [PipelineRuntime.INFO, FeatureStore.INFO, ContinuousTraining.INFO, ModelMonitoring.INFO];
const SERVICES = ADDED.flatMap((capability) => capability.services);

/** Level 1, pipeline automation: pipelines train, validate and watch the models, and start by themselves. */
export const level1: Blueprint = {
  level: 1,
  title: 'ML pipeline automation',
  capabilities: [...level0.capabilities, ...ADDED],

  platform(stack) {
    const { environment } = stack.settings;
    const base = platformOfLevel0(stack, [...SERVICES, ...ContinuousTraining.servicesOf(environment)]);
    const runtime = pipelineRuntime(stack, base);
    featureStore(stack, base);
    continuousTraining(stack, { ...base, runtime });
    modelMonitoring(stack, { ...base, runtime });
  },

  models(stack, models) {
    const runner = PipelineRuntime.runnerOf(stack.settings.environment);
    const { channels, servings } = modelServing(stack, models, [runner.member]);
    grantFeatures(stack, servings);
    modelRetraining(stack, models, channels);
  },
};
