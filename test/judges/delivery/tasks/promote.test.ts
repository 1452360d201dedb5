import { eventMark } from '../../../../runs/job-id';
import { answer, tasks } from './run-task';

const { run } = tasks();
const EVENT = 'challenger:churn@7';
const TOPIC = 'projects/acme-churn-dev/topics/churn-dev-runs';
const JOBS =
  'https://europe-west4-aiplatform.googleapis.com/v1/projects/acme-churn-dev/locations/europe-west4/pipelineJobs';
const NAME = 'projects/acme-churn-dev/locations/europe-west4/pipelineJobs/churn-dev-churn-promotion-3';
const LIST = `GET '${JOBS}?filter=labels.mlops_event%3D%22${eventMark(EVENT)}%22'`;
const LOOK = `GET ${JOBS}/churn-dev-churn-promotion-3`;
const REQUEST = '{"version":1,"model":"churn","purpose":"promotion"}';
const files = {
  'model/facts.sh': `project='acme-churn-dev'\nregion='europe-west4'\nrun_topic='${TOPIC}'\n`,
  'model/request.json': `${REQUEST}\n`,
  'model/event': EVENT,
};

const none = (times?: number) => ({ ...answer(/filter/, {}), times });
const found = answer(/filter/, { pipelineJobs: [{ name: NAME }] });
const ends = (state: string, outcome = 'promoted') => {
  const record = { artifacts: [{ metadata: { outcome, reason: 'the errors at 50 %' } }] };
  const taskDetails = [{ taskName: 'roll-out', state: 'SUCCEEDED', outputs: { record } }];
  return answer(/promotion-3$/, { name: NAME, state: `PIPELINE_STATE_${state}`, jobDetail: { taskDetails } });
};
const promote = (minutes: number, ...answers: Parameters<typeof run>[1]) =>
  run(`promote.sh model ${minutes}`, answers, { files });

test('publishes the request, finds the run by its event, and succeeds with it', async () => {
  const { status, output, commands } = await promote(60, none(2), found, ends('SUCCEEDED'));
  const publish = `gcloud pubsub topics publish ${TOPIC} '--message=${REQUEST}'`;
  expect(commands).toEqual([publish, LIST, LIST, LIST, LOOK, LOOK]);
  expect(output).toContain('churn-dev-churn-promotion-3 succeeded\n');
  expect(status).toBe(0);
});

test.each(['rolled-back', 'busy'])('fails when what came of it is %s', async (outcome) => {
  const { status, output } = await promote(60, found, ends('SUCCEEDED', outcome));
  expect(output).toContain(`${outcome}: the errors at 50 %\n`);
  expect(status).toBe(1);
});

test.each(['FAILED', 'CANCELLED'])('fails when the run ended as %s', async (state) => {
  expect((await promote(60, found, ends(state))).status).toBe(1);
});

test('does not cancel a run that moves traffic, however long it takes', async () => {
  const { status, commands } = await promote(0, found, ends('RUNNING'));
  expect({ status, last: commands.at(-1) }).toEqual({ status: 2, last: LOOK });
});

test('fails and says where to look when no run starts', async () => {
  const { status, output, commands } = await promote(60, none());
  expect({ status, asked: commands.filter((command) => command === LIST).length }).toEqual({ status: 1, asked: 20 });
  expect(output).toContain(`no run of ${EVENT} has started`);
  expect(output).toContain(`gcloud logging read 'jsonPayload.event="${EVENT}"' --project acme-churn-dev`);
});

test('asks for nothing further when the request cannot be published', async () => {
  const { status, commands } = await promote(60, { command: /publish/, status: 1 });
  expect({ status, commands: commands.length }).toEqual({ status: 1, commands: 1 });
});
