/**
 * The loop, from rows that drift to the run that answers them. The pipelines are run by the KFP SDK, alert policy and plan
 * are those that Terraform gets, the function is the real one. Google's part is played: Cloud Monitoring, which compares
 * the published number with the policy, and Vertex AI, which takes the job.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { handle } from '../../../functions/retrain/handle';
import { compilePipeline } from '../../../pipelines/kfp';
import { planObject } from '../../../runs/objects';
import { type RunPlan, runPlanSchema } from '../../../runs/plan';
import { alertPush } from '../../functions/messages';
import { World } from '../../functions/world';
import { root } from '../../support/outside-judges';
import { templateOf } from '../../support/synthesized';
import { askJudge } from '../pipelines/ask-judge';
import { writeLog, writeShop } from '../pipelines/other-data';
import { withPython } from '../pipelines-local/with-python';

const CONFIG = join(root, 'mlops.yaml');
const models = templateOf(CONFIG).stack('models-dev-default');

const policy = models
  .resources('google_monitoring_alert_policy')
  .find(({ properties }) => 'mlops-purpose' in ((properties.user_labels ?? {}) as object))!.properties as unknown as {
  user_labels: Record<string, string>;
  conditions: [{ condition_prometheus_query_language: { query: string } }];
};

/** How many violated windows the policy asks for. */
const asked = Number(/>= (\d+)$/.exec(policy.conditions[0].condition_prometheus_query_language.query)![1]);

function plan(): RunPlan {
  const objects = models.resources('google_storage_bucket_object').map(({ properties }) => properties);
  return runPlanSchema.parse(JSON.parse(objects.find(({ name }) => name === planObject('churn'))!.content as string));
}

/** Three days of served rows against the champion, of which two are too far off. Returns the violated windows after each. */
async function watchedDays(): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drift-'));
  const yaml = (name: string) => readFileSync(join(root, 'pipelines/kfp', name, 'pipeline.yaml'), 'utf8');
  const common = {
    ...{ registry: join(folder, 'registry'), model_name: 'churn', slice_columns: [] },
    ...{ label: 'has left', positive_label: 'yes' },
  };
  const inferred = { numeric_columns: [], categorical_columns: [], hour_columns: [], key_columns: ['customer'] };
  const training = { ...common, ...inferred, source: writeShop(folder), month: 0, schema: {} };
  const request_log = writeLog(folder);
  const days = ['2026-11-03', '2026-11-04', '2026-11-05'];
  const { ran } = await askJudge({
    run: [
      { id: 'champion', yaml: yaml('tabular-training'), arguments: training },
      ...days.map((window_end) => ({
        id: window_end,
        yaml: yaml('model-monitoring'),
        arguments: { ...common, request_log, window_end, windows: 3, violations: asked },
      })),
    ],
  });
  return days.map((day) => (ran[day]!.outputs as { violated_windows: number }).violated_windows);
}

withPython('rows that drift', () => {
  let violated: number[];
  beforeAll(async () => {
    violated = await watchedDays();
  });

  test('violate window after window', () => {
    expect(violated).toEqual([0, 1, 2]);
    expect(asked).toBe(2);
  });

  test('start exactly one training, when the alert goes off', async () => {
    const training = plan();
    const world = new World({ plans: [training] });
    const { image } = loadConfig(CONFIG).config.pipelines;
    world.storage.put(training.pipelines.training.template.uri, compilePipeline('tabular-training', { image }));
    for (const [day, windows] of violated.entries()) {
      if (windows < asked) continue;
      const incident = { id: `0.incident-of-day-${day}`, labels: policy.user_labels };
      // Pub/Sub delivers at least once.
      for (let delivery = 1; delivery <= 2; delivery += 1) await handle(alertPush(incident), world.instance());
    }
    expect(world.google.problems).toEqual([]);
    expect(world.vertex.jobs.map(({ jobId, body }) => [jobId, body.labels.mlops_reason])).toEqual([
      ['churn-dev-churn-training-1', 'degradation'],
    ]);
    expect(world.vertex.jobs[0]!.body.runtimeConfig.parameterValues).toMatchObject({ label: 'churned' });
  });
});
