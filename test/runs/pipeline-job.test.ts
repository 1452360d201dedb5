import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { pipelineJobBody, type PipelineJobParts, type PipelineSpecJson } from '../../runs/pipeline-job';
import { type RunSpec } from '../../runs/plan';
import { type RequestWithEvent } from '../../runs/triggers/message';
import { specOf } from '../functions/world';
import { DiscoveredApi } from '../support/discovery/api';
import { root } from '../support/outside-judges';

const vertex = new DiscoveredApi('aiplatform.v1');
const create = 'aiplatform.projects.locations.pipelineJobs.create';

const REQUEST: RequestWithEvent = {
  version: 1,
  model: 'churn',
  purpose: 'training',
  reason: 'schedule',
  event: 'schedule:2026-03-02T04:00',
  parameters: {},
  ignoreCooldown: false,
};

const bodyOf = (changes: Partial<RunSpec> = {}, more: Partial<PipelineJobParts> = {}) =>
  pipelineJobBody({
    series: { prefix: 'churn-dev', model: 'churn', purpose: 'training' },
    spec: specOf('churn', changes),
    request: REQUEST,
    jobId: 'churn-dev-churn-training-1',
    pipelineSpec: { root: {} },
    ...more,
  });

const EVERYTHING: Partial<RunSpec> = {
  caching: false,
  network: 'projects/123/global/networks/shared',
  networkAttachment: 'projects/acme-churn-dev/regions/europe-west4/networkAttachments/churn-dev',
  encryptionKey: 'projects/p/locations/europe-west4/keyRings/churn-dev/cryptoKeys/vertex-ai',
  experiment: 'churn-dev-churn',
};

test.each([
  ['with all that a plan may say', bodyOf(EVERYTHING)],
  ['with as little as a plan may say', bodyOf()],
  ['of a template in Artifact Registry', bodyOf({}, { pipelineSpec: undefined })],
])('a job %s is one that the discovery document describes', (_, body) => {
  expect(vertex.requestProblems(create, JSON.parse(JSON.stringify(body)))).toEqual([]);
});

test('the discovery document refuses what Vertex AI does not know, so the test above says something', () => {
  expect(vertex.requestProblems(create, { ...bodyOf(), networkAttachment: 'x' })).not.toEqual([]);
  expect(vertex.requestProblems(create, { ...bodyOf(), state: 'PIPELINE_STATE_RUNNING' })).not.toEqual([]);
  expect(vertex.requestProblems(create, { ...bodyOf(), labels: { a: 1 } })).not.toEqual([]);
});

test('network, network attachment and key are where Vertex AI reads them', () => {
  expect(bodyOf(EVERYTHING)).toMatchObject({
    network: EVERYTHING.network,
    pscInterfaceConfig: { networkAttachment: EVERYTHING.networkAttachment },
    encryptionSpec: { kmsKeyName: EVERYTHING.encryptionKey },
  });
});

test('what a plan does not say is left out, so that defaults of Vertex AI hold', () => {
  expect(Object.keys(bodyOf()).sort()).toEqual(
    ['displayName', 'labels', 'pipelineSpec', 'runtimeConfig', 'serviceAccount'].sort(),
  );
});

test('labels of a plan cannot hide by what jobs are found', () => {
  const { labels } = bodyOf({ labels: { mlops_model: 'other', mlops_event: 'other', team: 'growth' } });
  expect(labels).toMatchObject({ mlops_model: 'churn', mlops_reason: 'schedule', team: 'growth' });
  expect(labels.mlops_event).not.toBe('other');
});

test('parameters of a request win over those of the plan', () => {
  const { runtimeConfig } = bodyOf(
    { parameters: { rows: 1, target: 'x' } },
    { request: { ...REQUEST, parameters: { rows: 2 } } },
  );
  expect(runtimeConfig.parameterValues).toEqual({ rows: 2, target: 'x' });
});

describe('caching', () => {
  const spec = parse(
    readFileSync(join(root, 'pipelines/kfp/tabular-training/pipeline.yaml'), 'utf8'),
  ) as PipelineSpecJson;
  const optionsIn = (body: unknown): string[] => JSON.stringify(body).match(/"cachingOptions":\{[^}]*\}/g) ?? [];

  test.each([true, false])('%s is set in every step of every part of the pipeline', (caching) => {
    const options = optionsIn(bodyOf({ caching }, { pipelineSpec: spec }));
    expect(options.length).toBeGreaterThan(5);
    expect(new Set(options)).toEqual(new Set([`"cachingOptions":{"enableCache":${caching}}`]));
  });

  test('stays as each step says when the plan says nothing', () => {
    expect(bodyOf({}, { pipelineSpec: spec }).pipelineSpec).toEqual(spec);
  });
});
