import { functionEnvironment, functionSettings } from '../../runs/settings';

const SETTINGS = {
  project: 'acme-churn-dev',
  region: 'europe-west4',
  prefix: 'churn-dev',
  pipelinesBucket: 'acme-churn-dev-churn-dev-pipelines',
  undeliveredTopic: 'projects/acme-churn-dev/topics/churn-dev-undelivered',
};

test('the function reads what Terraform writes', () => {
  expect(functionSettings({ ...functionEnvironment(SETTINGS), PATH: '/bin' })).toEqual(SETTINGS);
});

test('every variable that is missing or wrong is named at once', () => {
  const environment = {
    ...functionEnvironment(SETTINGS),
    MLOPS_REGION: undefined,
    MLOPS_UNDELIVERED_TOPIC: 'undelivered',
  };
  expect(() => functionSettings(environment)).toThrow(
    /^environment variables: MLOPS_REGION: .*; MLOPS_UNDELIVERED_TOPIC: /,
  );
});
