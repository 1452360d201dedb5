import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitlabFiles } from '../../../delivery/targets';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { deliveryFacts } from '../../../stacks/delivery/facts';
import { deliveryTriggers } from '../../../stacks/delivery/triggers';
import { FACTS, TRIGGERS } from '../../delivery/targets/fixture';
import { level2 } from '../../delivery/targets/level2';
import { root } from '../../support/outside-judges';

/**
 * gitlab-ci-local carries GitLab's own schema of the file, and works out which jobs a pipeline has. It is built for a newer
 * Node, of which it misses one function.
 */
const PROGRAM = join(root, 'node_modules/gitlab-ci-local/dist/index.js');
const UNION = 'Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };';
const NEWER_NODE = `data:text/javascript,${encodeURIComponent(UNION)}`;

const scratch = mkdtempSync(join(tmpdir(), 'mlops-gitlab-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

beforeAll(() => {
  const git = (...args: string[]) => expect(spawnSync('git', args, { cwd: scratch }).status).toBe(0);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'git@gitlab.com:acme/churn.git');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--allow-empty', '-m', 'start');
});

/** The jobs of a pipeline as rows of name, stage, when, allowFailure, environment and needs. */
function pipeline(text: string, variables: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(scratch, '.gitlab-ci.yml'), text);
  const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
  const quiet = ['--no-color', '--ignore-predefined-vars', Object.keys(variables).join()];
  const args = ['--import', NEWER_NODE, PROGRAM, '--list-csv', '--no-evaluate-rule-changes', ...quiet, ...given];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' });
  const jobs = stdout.trim().split('\n').slice(1);
  return { status, jobs, said: stderr };
}

const textOf = (triggers: readonly DeliveryTrigger[], facts = FACTS) => gitlabFiles(triggers, facts)[0]!.text;
const text = textOf(TRIGGERS);
const request = { CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };

describe('gitlab-ci-local', () => {
  test.each([
    [
      'a merge request',
      request,
      [
        'pr-checks;build;on_success;false;;[]',
        'pipeline-e2e;build;manual;true;e2e;[]',
        'terraform-plan-dev;build;on_success;false;;[]',
      ],
    ],
    ['a merge request into another branch', { ...request, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'maintenance' }, []],
    ['a push to main', {}, ['components;build;on_success;false;;[]', 'terraform-apply-dev;build;on_success;false;;[]']],
    [
      'a tag',
      { CI_COMMIT_TAG: 'v1.2', CI_COMMIT_BRANCH: '' },
      ['terraform-apply-prod;build;manual;false;prod;[]', 'release;build;on_success;false;;[]'],
    ],
    [
      'a schedule',
      { CI_PIPELINE_SOURCE: 'schedule', MLOPS_TRIGGER: 'model-cd-dev' },
      [
        'model-cd-dev message;build;on_success;false;;[]',
        'model-cd-dev;build;on_success;false;;[model-cd-dev message]',
      ],
    ],
    [
      'a schedule for production',
      { CI_PIPELINE_SOURCE: 'schedule', MLOPS_TRIGGER: 'model-cd-prod' },
      [
        'model-cd-prod message;build;on_success;false;;[]',
        'model-cd-prod;build;on_success;false;;[model-cd-prod message]',
      ],
    ],
    [
      'a person',
      { CI_PIPELINE_SOURCE: 'web', MLOPS_TRIGGER: 'model-cd-prod', _MODEL: 'churn' },
      // What it needs is optional, and not in this pipeline.
      ['model-cd-prod;build;on_success;false;;[model-cd-prod message]'],
    ],
  ])("the file is of GitLab's schema, and %s starts the jobs of its triggers", (_, variables, expected) => {
    const { status, jobs, said } = pipeline(text, variables);
    expect(said).toContain('json schema validated');
    expect({ status, jobs }).toEqual({ status: 0, jobs: expected });
  });

  test.each([
    ['a key that there is not', 'resource_group', 'resource_groups'],
    ['a value of the wrong kind', 'interruptible: true', 'interruptible: 7'],
    ['a job that there is not', 'extends: .build', 'extends: .builds'],
  ])('%s would be refused', (_, right, wrong) => {
    expect(pipeline(text.replace(right, wrong)).status).toBe(1);
  });

  test("the builds that the kit ships are of GitLab's schema", () => {
    const config = level2('gitlabCi');
    const triggers = deliveryTriggers(config, {});
    const { status, jobs, said } = pipeline(textOf(triggers, deliveryFacts(config, triggers)), request);
    expect(said).toContain('json schema validated');
    expect(status).toBe(0);
    expect(jobs.length).toBeGreaterThan(0);
  });
});
