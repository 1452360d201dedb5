import { ProjectAgents } from '../../../constructs/project/project-agents';
import { ProjectServices } from '../../../constructs/project/project-services';
import { testStack } from '../../../testing';
import { readableTemplate, resolved } from '../../support/readable';

const NUMBER = '${data.google_project.Agents.number}';

test.each([
  ['aiplatform', 'gcp-sa-aiplatform'],
  ['cloudbuild', 'gcp-sa-cloudbuild'],
  ['securesourcemanager', 'gcp-sa-sourcemanager'],
] as const)('the agent of %s is named by the number of its project', (service, domain) => {
  const stack = testStack();
  const agents = new ProjectAgents(stack, 'Agents', { project: 'acme-churn-prod' });
  expect(resolved(stack, agents.member(service))).toBe(
    `serviceAccount:service-${NUMBER}@${domain}.iam.gserviceaccount.com`,
  );
  readableTemplate(stack).hasResource('data.google_project', { project_id: 'acme-churn-prod' });
});

test('all agents of a project are one set, those to come included', () => {
  const stack = testStack();
  const agents = new ProjectAgents(stack, 'Agents', { project: 'acme-churn-prod' });
  expect(resolved(stack, agents.all)).toBe(
    `principalSet://cloudresourcemanager.googleapis.com/projects/${NUMBER}/type/ServiceAgent`,
  );
});

test('an agent is named after what it appears with', () => {
  const stack = testStack();
  const services = new ProjectServices(stack, 'Services', {
    project: 'p-1',
    services: ['cloudbuild.googleapis.com', 'cloudresourcemanager.googleapis.com'],
  });
  new ProjectAgents(stack, 'Agents', { project: 'p-1', after: [services.ready('cloudbuild.googleapis.com')] });
  expect(readableTemplate(stack).reachableFrom('data.google_project.Agents')).toContain(
    'google_project_service.Services_cloudbuild',
  );
});
