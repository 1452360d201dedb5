import { stripVTControlCharacters } from 'node:util';
import { runSummary, eventLine } from '../../../pipelines/local/run-report';
import { type RunRecord } from '../../../pipelines/local/run-record';

const RECORD: RunRecord = {
  runId: 'flights-0001',
  pipeline: 'flights',
  pipelineSha256: 'aa',
  parameters: { month: 7 },
  sdkVersion: 'kfp-2.17.0',
  state: 'SUCCEEDED',
  seconds: 12.34,
  outputs: { auc: 0.66512345 },
  metrics: [{ step: 'evaluate', name: 'metrics', values: { auc: 0.66512345, rows: 2000 } }],
  conditions: [
    { task: 'condition-1', condition: 'compare.better == true', values: { 'compare--better': true }, result: true },
  ],
  steps: [{ step: 'train', state: 'SUCCEEDED', seconds: 2 }],
  artifacts: [{ step: 'train', name: 'model', type: 'system.Model', uri: '/runs/model', sha256: 'bb', metadata: {} }],
  failure: null,
};

const summary = (record: RunRecord): string =>
  stripVTControlCharacters(
    runSummary({ folder: '/runs/flights-0001', record }, ['/runs/flights-0001/reports/train-report.html']),
  );

test('the summary tells outputs, metrics, what the gate decided, and where the artifacts are', () => {
  expect(summary(RECORD)).toMatchInlineSnapshot(`
    "
    flights-0001 succeeded after 12.3 s

    Outputs
      auc = 0.6651

    Metrics
      evaluate: auc 0.6651, rows 2000

    Gates
      compare.better == true: yes (compare.better = true)

    Artifacts
      train model                Model    /runs/model
      all 1: /runs/flights-0001/artifacts

    Reports
      /runs/flights-0001/reports/train-report.html

    run /runs/flights-0001, logs /runs/flights-0001/logs"
  `);
});

test('a failed run names the step, its last lines and where the rest is', () => {
  const failure = { step: 'train', message: 'the step failed', log: ['ValueError: disk is full'] };
  const steps = [{ step: 'train', state: 'FAILED' as const, seconds: 2, log: '/runs/logs/train.log' }];
  const text = summary({ ...RECORD, state: 'FAILED', steps, failure });
  expect(text).toMatch(
    /error: step train: the step failed\n {2}ValueError: disk is full\n {2}all of it: \/runs\/logs\/train\.log/,
  );
});

test.each([
  [{ event: 'step-started', step: 'train' } as const, /train +started/],
  [{ event: 'step-finished', step: 'train', state: 'SUCCEEDED', seconds: 2.04 } as const, /✓ train +succeeded +2\.0 s/],
  [{ event: 'step-finished', step: 'train', state: 'FAILED', seconds: 2 } as const, /✗ train +failed/],
  [
    { event: 'step-finished', step: 'a/b', state: 'SKIPPED', reason: 'its condition is false' } as const,
    /- b +skipped +\(its condition is false\)/,
  ],
])('%j is one line of progress', (event, line) => {
  expect(stripVTControlCharacters(eventLine(event) ?? '')).toMatch(line);
});
