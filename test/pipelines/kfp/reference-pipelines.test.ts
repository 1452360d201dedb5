import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkReferences, type PipelineSpec } from '../../../pipelines/ir';
import { compilePipeline, referencePipelines } from '../../../pipelines/kfp';
import { withReference } from '../../../pipelines/kfp/page';
import { cloudOnlySteps, readCompiledPipeline } from '../../../pipelines/local/compiled-pipeline';

const folder = join(__dirname, '../../../pipelines/kfp');
const names = Object.keys(referencePipelines);
const read = (name: string, file: string): string => readFileSync(join(folder, name, file), 'utf8');

test('every folder is a reference pipeline, and the other way round', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  test('is its golden file, byte for byte; else run: npx ts-node scripts/write-reference-pipelines.ts', () => {
    expect(compilePipeline(name)).toBe(read(name, 'pipeline.yaml'));
  });

  test('refers to nothing that is not there', () => {
    expect(checkReferences(parse(read(name, 'pipeline.yaml')) as PipelineSpec)).toEqual([]);
  });

  test('says truly whether it runs locally', () => {
    const steps = cloudOnlySteps(readCompiledPipeline(read(name, 'pipeline.yaml'), name));
    expect(steps.length === 0).toBe(referencePipelines[name]!.runsLocally);
  });

  test('explains every input, and itself', () => {
    const { pipeline, description } = referencePipelines[name]!;
    expect(description).not.toBe('');
    const unexplained = Object.entries(pipeline.inputs).filter(([, port]) => !port.description);
    expect(unexplained).toEqual([]);
  });

  test('has a page whose diagram, inputs and outputs are its own', () => {
    const page = read(name, 'README.md');
    expect(page).toBe(withReference(page, name));
    expect(page.split('\n').length).toBeGreaterThan(withReference('', name).split('\n').length + 5);
  });
});

test('an unknown pipeline is refused with those that exist', () => {
  expect(() => compilePipeline('tabular')).toThrow(
    'pipeline "tabular": there is no such reference pipeline; choose one of: tabular-training, batch-prediction',
  );
  expect(() => compilePipeline('toString')).toThrow('there is no such reference pipeline');
});

test.each(names.filter((name) => referencePipelines[name]!.runsLocally))(
  '%s for the cloud needs an image or packages',
  (name) => {
    expect(() => compilePipeline(name, { target: 'cloud' })).toThrow('give the component image by digest');
  },
);

test.each(names.filter((name) => !referencePipelines[name]!.runsLocally))(
  '%s for the cloud is the golden file',
  (name) => {
    expect(compilePipeline(name, { target: 'cloud' })).toBe(read(name, 'pipeline.yaml'));
  },
);

test('with pip each task installs what the image has, KFP once', () => {
  const yaml = compilePipeline('tabular-training', { pipInstall: true, target: 'cloud' });
  expect(yaml).toMatch(
    /python3 -m pip install --quiet --no-warn-script-location 'kfp==2\.17\.0' '(?!kfp)[^\n]*'scikit-learn==[^\n]* && "\$0" "\$@"/,
  );
});

test('a diagram shows tasks, what they wait for, and branches and loops around them', () => {
  const diagram = withReference('', 'hyperparameter-tuning');
  expect(diagram).toContain('before_notify__ingest --> before_notify__validate\n');
  expect(diagram).toContain('["registration-asked: if register_best == true"]');
  expect(diagram).toContain('["each-trial-loop: for each of suggest-trials.Output"]');
});
