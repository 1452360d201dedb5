import { execFileSync } from 'node:child_process';
import { environmentFacts, factsText } from '../../../cli/delivery/environment-facts';
import { UsageError } from '../../../cli/failure';
import { scratchFolder } from '../../support/tree';
import { writeRunsConfig } from '../runs-config';

const folder = scratchFolder();
const facts = (model?: string, change?: (yaml: string) => string) =>
  environmentFacts({ config: writeRunsConfig(folder(), change), model });

test('says what the configuration decides of a model in an environment', () => {
  expect(facts('churn')).toEqual({
    project: 'shop-project-dev',
    region: 'europe-west4',
    pipelineBucket: 'gs://shop-project-dev-shop-dev-pipelines',
    runTopic: 'projects/shop-project-dev/topics/shop-dev-runs',
    requestTable: 'shop-project-dev.shop_dev_predictions.churn_requests',
    latencyP95Ms: 1000,
    promotionPipeline: '',
  });
});

const promoted = (promotion: string) => (yaml: string) =>
  yaml.replace('  churn:\n', `  churn:\n    alerts: { latencyP95Ms: 250 }\n    promotion: ${promotion}\n`);

test("takes the model's own objectives, and those of its promotion first", () => {
  expect(facts('churn', promoted('{}'))).toMatchObject({ latencyP95Ms: 250, promotionPipeline: 'promotion' });
  expect(facts('churn', promoted('{ latencyP95Ms: 80 }'))).toMatchObject({ latencyP95Ms: 80 });
});

test('refuses a model that is not there, with those that are', () => {
  expect(() => facts('chrun')).toThrow(
    new UsageError('--model chrun: there is none of that name (did you mean "churn"?); there are: churn, demand'),
  );
  expect(() => facts()).toThrow('choose one by --model: churn, demand');
});

test('a shell reads every value as it is', () => {
  const odd = { ...facts('churn'), promotionPipeline: `it's "$HOME" \\ \`x\`` };
  const script = `${factsText(odd)}printf '%s|%s|%s' "$latency_p95_ms" "$pipeline_bucket" "$promotion_pipeline"`;
  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe(
    `1000|gs://shop-project-dev-shop-dev-pipelines|${odd.promotionPipeline}`,
  );
});
