import { type ListedTrigger } from '../../../cli/delivery/trigger-list';
import { JOBS } from '../../../cli/job/jobs';
import { scratchFolder } from '../../support/tree';
import { writeDeliveredConfig } from './delivered-config';

const folder = scratchFolder();
const config = () => writeDeliveredConfig(folder());
const listed = () =>
  (JSON.parse(JOBS.deliveryTriggers({ config: config(), json: true })) as { triggers: ListedTrigger[] }).triggers;

test('what deploys production waits for a tag and an approval, everything else for neither', () => {
  expect(listed().filter(({ approval }) => approval)).toEqual([
    expect.objectContaining({
      key: 'terraform-apply-prod',
      event: { push: { tag: '^v[0-9].*' } },
      account: 'churn-cicd-cd-prod@acme-churn-cicd.iam.gserviceaccount.com',
    }),
  ]);
});

test('the text has a line for each trigger: event, account, files, approval', () => {
  const lines = JOBS.deliveryTriggers({ config: config() })
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(lines).toHaveLength(listed().length + 1);
  expect(lines).toEqual(
    expect.arrayContaining([
      ['pr-checks', 'pull request into ^main$', 'churn-cicd-ci', 'all', '-'],
      ['pipeline-e2e', 'pull request into ^main$, on /gcbrun', 'churn-cicd-e2e', expect.any(String), '-'],
      ['components', 'push to ^main$', 'churn-cicd-release', 'pipelines/**, not **/*.md', '-'],
      ['terraform-apply-prod', 'tag ^v[0-9].*', 'churn-cicd-cd-prod', expect.any(String), 'yes'],
      ['model-cd-dev', 'message on churn-dev-models', 'churn-cicd-promote-dev', 'all', '-'],
      ['model-cd-prod', 'message on churn-prod-models', 'churn-cicd-promote-prod', 'all', '-'],
    ]),
  );
});
