import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compile, pipeline, type PipelineSpec, text } from '../../../pipelines/ir';
import * as googleCloud from '../../../pipelines/ir/google-cloud/components.generated';
import { type ComponentSpec } from '../../../pipelines/ir/spec/pipeline-spec.generated';

/** What the official compiler writes for six ready-made components, kept beside the checkout where it is at hand. */
const EXTRACT = join(__dirname, '../../../../shared/kfp/gcpc-2.22.0-ir.yaml');
const withExtract = existsSync(EXTRACT) ? describe : describe.skip;

const six = {
  'bigquery-query-job': googleCloud.bigqueryQueryJob,
  'custom-training-job': googleCloud.customTrainingJob,
  'endpoint-create': googleCloud.endpointCreate,
  'model-batch-predict': googleCloud.modelBatchPredict,
  'model-deploy': googleCloud.modelDeploy,
  'model-upload': googleCloud.modelUpload,
};

/** A pipeline of the six, wired as in the extract. */
const program = pipeline('ready-made', {}, (p) => {
  const trained = p.task('custom-training-job', six['custom-training-job'], { display_name: 'train' });
  const metadata = { containerSpec: { imageUri: 'us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-5:latest' } };
  const imported = p
    .importer('importer', { uri: 'gs://b/x/model', type: 'google.UnmanagedContainerModel', metadata })
    .after(trained);
  const unmanaged_container_model = imported.outputs.artifact;
  const { model } = p.task('model-upload', six['model-upload'], {
    display_name: 'm',
    unmanaged_container_model,
  }).outputs;
  const { endpoint } = p.task('endpoint-create', six['endpoint-create'], { display_name: 'e' }).outputs;
  p.task('model-deploy', six['model-deploy'], { model, endpoint });
  p.task('model-batch-predict', six['model-batch-predict'], { job_display_name: 'bp', model });
  p.task('bigquery-query-job', six['bigquery-query-job'], { query: text`select 1` });
});

interface Extract {
  readonly executors: Record<string, object>;
  readonly componentsInterfaces: Record<string, ComponentSpec>;
  readonly tasks: Record<
    string,
    { readonly inputs: { readonly artifacts?: object }; readonly dependentTasks?: string[] }
  >;
}

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) =>
      key === 'description' && typeof item === 'string' ? undefined : item,
    ),
  );

withExtract('ready-made components as the official compiler writes them', () => {
  const extract = parse(existsSync(EXTRACT) ? readFileSync(EXTRACT, 'utf8') : '{}') as Extract;
  const spec: PipelineSpec = compile(program, { target: 'cloud' });
  const executors = (spec.deploymentSpec as unknown as { executors: Record<string, object> }).executors;

  test.each(Object.keys(six))('%s has the same image, command line and payload', (name) => {
    expect(executors[`exec-${name}`]).toEqual(extract.executors[`exec-${name}`]);
  });

  test.each(Object.keys(six))('%s has the same inputs, outputs and defaults', (name) => {
    expect(plain(spec.components![`comp-${name}`])).toEqual(plain(extract.componentsInterfaces[`comp-${name}`]));
  });

  test('an imported model has the same importer', () => {
    expect(Object.values(executors).find((executor) => 'importer' in executor)).toEqual(
      extract.executors['exec-importer'],
    );
  });

  test('artifacts go the same ways', () => {
    for (const [name, task] of Object.entries(extract.tasks)) {
      const ours = spec.root!.dag!.tasks![name]!;
      expect([name, ours.dependentTasks, ours.inputs?.artifacts]).toEqual([
        name,
        task.dependentTasks,
        task.inputs.artifacts,
      ]);
    }
  });
});
