import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TerraformStack } from 'cdktf';
import { CustomRole } from '../../constructs/iam/custom-role';
import { ProjectGrants } from '../../constructs/iam/project-grants';
import { ServiceAccount } from '../../constructs/iam/service-account';
import { Bucket } from '../../constructs/storage/bucket';
import { grantReadBelow } from '../../constructs/storage/prefix-grant';
import { iamDocs } from '../../scripts/iam-docs';
import { collect } from '../../scripts/iam-docs/collect';
import { explain } from '../../scripts/iam-docs/explain';
import { type Grant, type Granted } from '../../scripts/iam-docs/grant';
import { Template, testStack } from '../../testing';
import { shippedConfigs } from '../support/examples';
import { root } from '../support/outside-judges';

describe('docs/iam.md', () => {
  const { page, problems } = iamDocs(shippedConfigs.map(({ file }) => file));

  test('gives a reason for every role that is granted, and none for what is not: scripts/iam-docs/reasons', () => {
    expect(problems).toEqual([]);
  });

  test('is up to date: else run npm run docs:iam', () => {
    expect(readFileSync(join(root, 'docs/iam.md'), 'utf8')).toBe(page);
  });
});

describe('what is granted', () => {
  const project = 'acme-churn-dev';
  let stack: TerraformStack;
  beforeEach(() => {
    stack = testStack();
  });
  const granted = (): Granted => {
    const template = Template.fromStack(stack);
    return collect(template.addresses().map((address) => template.resource(address)));
  };
  const account = (accountId: string) =>
    new ServiceAccount(stack, accountId, { project, accountId, displayName: 'x', description: 'x' });

  test('is told by what accounts, stores and roles are for, whatever they are called', () => {
    const runner = account('churn-dev-runner');
    const bucketName = 'acme-churn-dev-churn-dev-pipelines';
    new Bucket(stack, 'Bucket', { bucketName, project, location: 'europe-west4' }).grantRead('r', runner.member);
    account('churn-dev-serving-rice').grantUse('r', runner.member);
    const role = { title: 'x', description: 'x', permissions: ['a.b.get'] };
    new CustomRole(stack, 'Role', { project, roleId: 'churn_dev_retrain', ...role }).grant('r', 'group:x@acme.com');
    expect(granted()).toEqual({
      grants: [
        { holder: 'people', role: 'custom role retrain', on: 'project' },
        { holder: 'account runner', role: 'roles/iam.serviceAccountUser', on: 'account serving' },
        { holder: 'account runner', role: 'roles/storage.objectViewer', on: 'bucket pipelines' },
      ] satisfies Grant[],
      permissions: [{ role: 'retrain', permission: 'a.b.get' }],
    });
  });

  test('knows accounts and buckets of another stack by their names', () => {
    account('churn-dev-runner');
    const member = ServiceAccount.fromAccountId(project, 'churn-dev-runner').member;
    grantReadBelow(stack, 'Below', Bucket.fromBucketName('acme-churn-dev-churn-dev-models'), 'rice/', member);
    expect(granted().grants).toEqual([
      { holder: 'account runner', role: 'roles/storage.objectViewer', on: 'bucket models, if a condition holds' },
    ]);
  });

  test('without a reason is named, with who has it', () => {
    new ProjectGrants(stack, 'Grants', {
      project,
      member: account('churn-dev-runner').member,
      roles: ['roles/ml.admin'],
    });
    const { problems } = explain([{ level: 0, ...granted() }]);
    expect(problems).toContain('grant without a reason: account runner: roles/ml.admin on project');
  });

  test('is missed where a reason speaks of it', () => {
    const { problems } = explain([{ level: 0, grants: [], permissions: [] }]);
    expect(problems).toContain('reason without a grant: account runner: roles/bigquery.jobUser on project');
    expect(problems).toContain('reason without a permission: retrain: aiplatform.pipelineJobs.create');
  });

  test('has the level at which it is first granted', () => {
    const grant: Grant = { holder: 'account runner', role: 'roles/bigquery.jobUser', on: 'project' };
    const levels = [0, 1, 2].map((level) => ({ level, grants: level === 0 ? [] : [grant], permissions: [] }));
    const runner = explain(levels).accounts.find(({ title }) => title === '`runner`');
    expect(runner?.lines).toMatchObject([{ what: 'roles/bigquery.jobUser on project', level: 1 }]);
  });
});
