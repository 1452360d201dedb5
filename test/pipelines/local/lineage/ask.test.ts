import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtifactNode, type LineageAnswer } from '../../../../pipelines/local/lineage/answer';
import { askLineage } from '../../../../pipelines/local/lineage/ask';
import { lineageText } from '../../../../pipelines/local/lineage/text';

const RUNS = join(__dirname, 'runs');
/** SHA-256 of "first model": what flights-0001 trained, and flights-0002 took as champion. */
const FIRST_MODEL = '/runs/flights-0001/artifacts/train/model';

function only(answers: readonly LineageAnswer[]): LineageAnswer {
  expect(answers).toHaveLength(1);
  return answers[0]!;
}

const uris = (nodes: readonly ArtifactNode[]): string[] => nodes.map((node) => node.uri);

describe('backward lineage', () => {
  test('names the data file, the code of each step and the parameters that made a model', () => {
    const answer = only(askLineage(RUNS, FIRST_MODEL, 'backward'));
    expect(uris(answer.data)).toEqual(['/data/flights.csv']);
    expect(answer.code.map((each) => each.component).sort()).toEqual(['ingest-csv', 'train-model']);
    expect(answer.parameters).toEqual({ 'flights-0001': { month: 3 } });
  });

  test('leaves out what was done with the model afterwards', () => {
    const answer = only(askLineage(RUNS, FIRST_MODEL, 'backward'));
    expect(answer.code.map((each) => each.step)).not.toContain('condition-1/register');
  });

  test('follows a champion into the run that made it', () => {
    const answer = only(askLineage(RUNS, '/runs/flights-0002/artifacts/compare/report', 'backward'));
    expect(answer.parameters).toEqual({ 'flights-0001': { month: 3 }, 'flights-0002': { month: 7 } });
    expect(uris(answer.models)).toContain('/registry/flights/1');
  });

  test.each([
    ['a model version', 'flights@1'],
    ['its folder in the registry', '/registry/flights/versions/1'],
    ['the hash of its content', '89483651baf3'],
  ])('finds a model by %s', (_, query) => {
    expect(askLineage(RUNS, query, 'backward').map((answer) => answer.tree.type)).toContain('system.Model');
  });

  test('a run id stands for every model of that run', () => {
    const answers = askLineage(RUNS, 'flights-0001', 'backward');
    expect(answers.map((answer) => answer.tree.uri)).toEqual([FIRST_MODEL, '/registry/flights/1']);
  });
});

describe('forward lineage', () => {
  test('a data file reaches the models of every run that read it, and no other', () => {
    const answer = only(askLineage(RUNS, '/data/flights.csv', 'forward'));
    expect(uris(answer.models).sort()).toEqual([
      '/registry/flights/1',
      FIRST_MODEL,
      '/runs/flights-0002/artifacts/train/model',
    ]);
  });

  test('a data file that fed no training reaches no model', () => {
    expect(only(askLineage(RUNS, '/data/weather.csv', 'forward')).models).toEqual([]);
  });

  test('a model reaches the comparisons that took it as champion', () => {
    const answer = only(askLineage(RUNS, '/registry/flights/1', 'forward'));
    expect(lineageText(answer)).toContain('used by compare of flights-0002');
  });
});

describe('finding what is meant', () => {
  test('a file that was copied elsewhere is found by its content', () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'lineage-')), 'copy.csv');
    writeFileSync(copy, 'flights');
    expect(only(askLineage(RUNS, copy, 'forward')).tree.uri).toBe('/data/flights.csv');
  });

  test('what is unknown is refused with the ways to name an artifact and the runs that exist', () => {
    expect(() => askLineage(RUNS, 'nothing', 'backward')).toThrow(/no recorded artifact is "nothing".*flights-0001/);
  });

  test('without runs it says how to make one', () => {
    expect(() => askLineage('/nowhere', 'model', 'backward')).toThrow(/mlops run tabular-training --local/);
  });
});

test('the tree shows each step below what it made, then data, code and parameters', () => {
  expect(lineageText(only(askLineage(RUNS, FIRST_MODEL, 'backward')))).toMatchInlineSnapshot(`
    "model (Model) /runs/flights-0001/artifacts/train/model sha256 89483651baf3
    └─ made by train of flights-0001, code train-model sha256 df2dd9803011
       ├─ parameters: max_depth=3
       └─ data (Dataset) /runs/flights-0001/artifacts/ingest/data sha256 fa75b5c25fc0
          └─ made by ingest of flights-0001, code ingest-csv sha256 f54ecdb4d586
             ├─ parameters: path="/data/flights.csv" month=3
             └─ flights.csv (Artifact) /data/flights.csv sha256 c8cf489ed229

    Data:
      /data/flights.csv  sha256 c8cf489ed229

    Code (sources in pipeline.yaml of each run):
      flights-0001 ingest: ingest-csv sha256 f54ecdb4d586
      flights-0001 train: train-model sha256 df2dd9803011

    Parameters:
      flights-0001: month=3"
  `);
});
