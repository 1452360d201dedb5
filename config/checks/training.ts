/** What trains and watches models, from level 1 on. */
import { entriesOf, rule } from './rule';

export const degradationIsWatched = rule(
  '`retrain.onDegradation` needs `monitoring` of the same model: its alert is what asks for the training.',
  (config, context) =>
    entriesOf(config.models).flatMap(([key, { retrain, monitoring }]) => {
      if (!retrain?.onDegradation || monitoring || context.isWrong(['models', key, 'monitoring'])) return [];
      return [
        {
          path: ['models', key, 'retrain', 'onDegradation'],
          message: 'nothing watches this model',
          allowed: 'onDegradation beside monitoring',
          fix: 'add monitoring: {}, or remove onDegradation',
        },
      ];
    }),
);

export const alertCanGoOff = rule(
  '`alertAfter.violations` is at most `alertAfter.windows`: the alert could not go off otherwise.',
  (config) =>
    entriesOf(config.models).flatMap(([key, { monitoring }]) => {
      const { violations, windows } = monitoring?.alertAfter ?? {};
      if (violations === undefined || windows === undefined || violations <= windows) return [];
      return [
        {
          path: ['models', key, 'monitoring', 'alertAfter', 'violations'],
          message: `more violations than the ${windows} windows that are looked at`,
          given: violations,
          allowed: `a whole number from 1 to ${windows}`,
          fix: `write ${windows}, or raise "windows" to ${violations}`,
        },
      ];
    }),
);

export const productionReadsEverything = rule(
  'An environment whose `stage` is `production` has no `sampling` below 1.',
  (config) =>
    entriesOf(config.environments).flatMap(([name, { stage, sampling }]) => {
      if (stage !== 'production' || sampling === undefined || sampling === 1) return [];
      return [
        {
          path: ['environments', name, 'sampling'],
          message: 'production trains on the whole data',
          given: sampling,
          allowed: '1, or no sampling at all',
          fix: 'remove "sampling", or change the stage',
        },
      ];
    }),
);

export const privateStepsHaveAnImage = rule(
  'From level 1 on, `security.private` needs `pipelines.image`: steps could not fetch packages.',
  (config, context) => {
    const level = context.level ?? config.level ?? 0;
    const steps = entriesOf(config.models).length > 0;
    if (level < 1 || !steps || !config.security?.private || config.pipelines?.image) return [];
    if (context.isWrong(['pipelines', 'image'])) return [];
    return [
      {
        path: ['security', 'private'],
        message: 'steps of pipelines have no way to the packages that a stock image lacks',
        allowed: 'private beside pipelines.image',
        fix: 'build pipelines/image, push it to Artifact Registry, and name it by digest in pipelines.image',
      },
    ];
  },
);
