import { createHash } from 'node:crypto';
import { planObject, ROUTES_OBJECT, templateObject } from '../../runs/objects';
import { type RunPlan, type RunSpec } from '../../runs/plan';
import { type Routes } from '../../runs/routes';
import { deadLettersTo } from '../../functions/retrain/dead-letter';
import { StoredDocuments } from '../../functions/retrain/documents';
import { Experiments } from '../../functions/retrain/experiments';
import { GoogleApi } from '../../functions/retrain/google/api';
import { VertexPipelineJobs } from '../../functions/retrain/google/vertex';
import { type Services } from '../../functions/retrain/handle';
import { type LogLine } from '../../functions/retrain/log';
import { Templates } from '../../functions/retrain/templates';
import { FakeGoogle } from './fake/google';
import { FakeStorage } from './fake/storage';
import { FakeTopics } from './fake/topics';
import { FakeVertex, type FakeVertexOptions } from './fake/vertex';

export const PROJECT = 'acme-churn-dev';
export const REGION = 'europe-west4';
export const BUCKET = 'acme-churn-dev-churn-dev-pipelines';
export const DATA_BUCKET = 'acme-churn-dev-churn-dev-data';
export const UNDELIVERED = `projects/${PROJECT}/topics/churn-dev-undelivered`;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const TEMPLATE = `
pipelineInfo: { name: tabular-training }
schemaVersion: 2.1.0
sdkVersion: kfp-2.16.1
deploymentSpec: { executors: {} }
components: {}
root: { dag: { tasks: { train: { cachingOptions: { enableCache: true } } } } }
`;

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** What runs are made of, with limits that nothing meets. */
export const specOf = (model: string, changes: Partial<RunSpec> = {}): RunSpec => ({
  pipeline: 'tabular-training',
  template: {
    uri: `gs://${BUCKET}/${templateObject('tabular-training', digestOf(TEMPLATE))}`,
    digest: digestOf(TEMPLATE),
  },
  inputs: { rows: { type: 'NUMBER_INTEGER', required: false }, target: { type: 'STRING', required: true } },
  parameters: { target: 'churned' },
  pipelineRoot: `gs://${BUCKET}/runs/${model}`,
  serviceAccount: `churn-dev-runner@${PROJECT}.iam.gserviceaccount.com`,
  labels: { product: 'churn', environment: 'dev' },
  limits: { cooldownMinutes: 0, maxRunsPerDay: 1000, maxConcurrentRuns: 1000 },
  ...changes,
});

export const planOf = (model: string, changes: Partial<RunSpec> = {}): RunPlan => ({
  version: 1,
  model,
  pipelines: { training: specOf(model, changes), monitoring: specOf(model, changes) },
});

export interface WorldOptions {
  readonly plans?: readonly RunPlan[];
  readonly routes?: Omit<Routes, 'version'>;
  readonly vertex?: Omit<FakeVertexOptions, 'now'>;
}

/** Google Cloud, as far as the function sees it, with a clock that the test moves. */
export class World {
  now = Date.parse('2026-03-02T04:00:00Z');
  readonly lines: LogLine[] = [];
  readonly storage = new FakeStorage();
  readonly topics = new FakeTopics();
  readonly vertex: FakeVertex;
  readonly google: FakeGoogle;

  constructor({ plans = [planOf('churn')], routes = { objects: [], tables: [] }, vertex = {} }: WorldOptions = {}) {
    this.vertex = new FakeVertex({ now: () => this.now, ...vertex });
    this.google = new FakeGoogle({ ...this.vertex.answers, ...this.storage.answers, ...this.topics.answers });
    this.storage.put(specOf('any').template.uri, TEMPLATE);
    this.storage.putJson(`gs://${BUCKET}/${ROUTES_OBJECT}`, { version: 1, ...routes });
    for (const plan of plans) this.setPlan(plan);
  }

  setPlan(plan: RunPlan): void {
    this.storage.putJson(`gs://${BUCKET}/${planObject(plan.model)}`, plan);
  }

  /** One instance of the function. */
  instance(): Services {
    const api = new GoogleApi({ tokens: async () => 'token', fetch: this.google.fetch });
    const place = { api, project: PROJECT, region: REGION };
    const jobs = new VertexPipelineJobs(place);
    return {
      prefix: 'churn-dev',
      jobs,
      documents: new StoredDocuments(api, BUCKET),
      templates: new Templates(api),
      experiments: new Experiments({ ...place, jobs, waits: [0] }),
      deadLetters: deadLettersTo(api, UNDELIVERED),
      now: () => this.now,
      log: (line) => this.lines.push(line),
    };
  }

  /** What did not work, as it lies in the dead-letter topic. */
  get deadLetters() {
    return this.topics.of(UNDELIVERED).map(({ data, attributes }) => ({
      text: Buffer.from(data, 'base64').toString('utf8'),
      attributes,
    }));
  }
}
