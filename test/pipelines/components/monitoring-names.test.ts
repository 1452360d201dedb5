import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREDICTION_METRICS } from '../../../constructs/monitoring/vertex-metrics';
import { WINDOWS_COLUMNS } from '../../../constructs/patterns/monitored-windows';
import { DISTANCE_KINDS, METRIC_LABELS, METRIC_RESOURCE, METRICS } from '../../../runs/metrics';
import { root } from '../../support/outside-judges';

/** What the component writes, alerts and dashboards read: in Python once more, as a step has to stand alone. */
const component = readFileSync(join(root, 'pipelines/components/publish-monitoring/component.py'), 'utf8');
const found = (pattern: RegExp): string => pattern.exec(component)?.[1] ?? '';

test.each([
  ['DISTANCE', METRICS.distance],
  ['VIOLATED_WINDOWS', METRICS.violatedWindows],
])('the component calls the metric %s as alerts do', (constant, name) => {
  expect(found(new RegExp(`^${constant} = '(.*)'$`, 'm'))).toBe(name);
});

test('its points have the labels and the resource that alerts ask for', () => {
  const labelsIn = (text: string): string[] =>
    [...text.matchAll(/'(\w+)': (?:about|row|kind)/g)].map(([, name]) => name!);
  const shared = labelsIn(found(/shared = (\{.*'model'.*\})/));
  const distance = labelsIn(found(/series\(DISTANCE, (\{.*?\})/));
  const windows = labelsIn(found(/series\(VIOLATED_WINDOWS, (\{.*?\})/));
  expect([...shared, ...distance].sort()).toEqual([...METRIC_LABELS.distance].sort());
  expect([...shared, ...windows].sort()).toEqual([...METRIC_LABELS.violatedWindows].sort());
  expect(found(/'resource': \{'type': '(\w+)'/)).toBe(METRIC_RESOURCE);
});

test('it counts by the kinds that alerts know', () => {
  expect(found(/for kind in \(([^)]*)\)\}\n\n\ndef about_parameters/)).toBe(
    DISTANCE_KINDS.map((kind) => `'${kind}'`).join(', '),
  );
});

test('its rows are those of the table that Terraform makes', () => {
  const types = [...found(/^TYPES = \{\n([^}]*)\}/m).matchAll(/'(\w+)': '(\w+)'/g)].map(([, name, type]) => [
    name,
    type,
  ]);
  const columns = WINDOWS_COLUMNS.map(({ name, type }) => [name, type]);
  expect(types.sort()).toEqual(columns.sort());
});

test('a roll-out is judged by the metrics that alerts watch', () => {
  const serving = readFileSync(join(root, 'pipelines/components/shared/vertex_serving.py'), 'utf8');
  const prefix = /^PREDICTION = '(.*)'$/m.exec(serving)![1]!;
  const metrics = [...serving.matchAll(/f'\{PREDICTION\}\/([\w/]+)'/g)].map(([, name]) => `${prefix}/${name}`);
  const { responses, privateResponses, latencies, privateLatencies } = PREDICTION_METRICS;
  expect(metrics).toEqual([responses, privateResponses, latencies, privateLatencies]);
});
