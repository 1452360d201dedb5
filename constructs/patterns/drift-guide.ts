import { type Environment } from '../core/environment';
import { type AlertDocumentation } from '../monitoring/alert-policy';
import { type ITopic } from '../pubsub/topic';
import { ModelMonitoring } from './model-monitoring';

interface Alert {
  readonly environment: Environment;
  readonly model: string;
  readonly windows: number;
  readonly violations: number;
  readonly retrain?: ITopic;
}

/** What the alert on skew and drift says to whoever gets it. */
export const driftGuide = ({ environment, model, windows, violations, retrain }: Alert): AlertDocumentation => ({
  means:
    `In ${violations} of the last ${windows} windows, what ${model} was asked about was too far from its training data ` +
    '(skew) or from the window before (drift). It still answers, but may be wrong more often than when it was evaluated.',
  firstSteps: [
    `See which features, since when: \`${queryOf(environment, model)}\`.`,
    'One feature or few, and all at once? Look for a change where the data comes from, and repair it there: a training would learn the mistake.',
    retrain
      ? 'Many, and slowly? The world has changed. A training has been asked for; the log of the retraining function says whether it started, or why not. It promotes only what is better.'
      : 'Many, and slowly? The world has changed. Ask for a training; it promotes only what is better.',
    'Was nothing wrong? Raise the threshold of the feature, or the number of windows.',
  ],
});

const queryOf = (environment: Environment, model: string): string =>
  'SELECT window_end, kind, feature, distance, threshold ' +
  `FROM ${ModelMonitoring.tableOf(environment)} ` +
  `WHERE model = "${model}" AND environment = "${environment.name}" AND violated ` +
  'ORDER BY window_end DESC LIMIT 100';
