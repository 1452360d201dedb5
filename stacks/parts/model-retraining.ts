import { type ModelConfig } from '../../config/schema';
import { type AlertChannels } from '../../constructs/patterns/alert-channels';
import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { ModelMonitoringAlert } from '../../constructs/patterns/model-monitoring-alert';
import { ModelRetraining } from '../../constructs/patterns/model-retraining';
import { type ModelsStack } from '../models-stack';
import { runPlan, schedulesOf } from '../runs/run-plan';
import { notifyOf } from './model-serving';

/** What starts the runs of each model of a group, and the alert that asks for a training. */
export function modelRetraining(
  stack: ModelsStack,
  models: Readonly<Record<string, ModelConfig>>,
  channels: AlertChannels,
): void {
  const { environment, templates } = stack.settings;
  for (const [name, model] of Object.entries(models)) {
    new ModelRetraining(stack, `Retraining-${name}`, {
      environment,
      model: name,
      plan: runPlan(stack.settings, name, templates),
      schedules: schedulesOf(model.retrain, model.monitoring),
    });
    if (!model.monitoring) continue;
    new ModelMonitoringAlert(stack, `MonitoringAlert-${name}`, {
      environment,
      model: name,
      ...model.monitoring.alertAfter,
      notify: notifyOf(stack.settings, model, channels),
      retrain: model.retrain.onDegradation ? ContinuousTraining.topicOf(environment) : undefined,
    });
  }
}
