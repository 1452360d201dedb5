import { type ArtifactRef, boolean, pipeline, type RefsFor, type Scope, string, text } from '../../ir';
import { customTrainingJob, modelBatchPredict, modelUpload } from '../../ir/google-cloud/components.generated';

/** Serves scikit-learn models that were saved as model.joblib. */
const SERVING_IMAGE = 'us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-5:latest';

const inputs = {
  project: string({ description: 'Project that everything is made in.' }),
  location: string({ description: 'Region of Vertex AI, such as europe-west4.' }),
  training_image: string({
    description: 'Image that trains: takes --data and --label, writes the model to $AIP_MODEL_DIR.',
  }),
  data: string({ description: 'What it trains on, gs://BUCKET/FILE or bq://PROJECT.DATASET.TABLE.' }),
  label: string({ default: 'late', description: 'Column to predict.' }),
  output: string({ description: 'Folder in Cloud Storage for what the training writes, gs://BUCKET/FOLDER.' }),
  machine_type: string({ default: 'n1-standard-4', description: 'Machine that trains.' }),
  service_account: string({
    default: '',
    description: "Account that the training runs as; Vertex AI's when empty.",
  }),
  network: string({ default: '', description: 'Peered network, projects/NUMBER/global/networks/NAME.' }),
  tensorboard: string({ default: '', description: 'TensorBoard that the training writes to; none when empty.' }),
  encryption_key: string({ default: '', description: "KMS key of everything that is made; Google's when empty." }),
  model_name: string({ default: 'late-arrivals-custom', description: 'Name of the model in the registry.' }),
  predict: boolean({ default: false, description: 'Score a file with the new model.' }),
  instances: string({ default: '', description: 'That file, gs://BUCKET/FILE.jsonl.' }),
};
type Inputs = RefsFor<typeof inputs>;

/** Trains in a container of your own on Vertex AI, registers what it wrote as a model, and predicts if asked. */
export const vertexCustomTraining = pipeline(
  'vertex-custom-training',
  {
    description:
      'Trains in your own container with a Vertex custom job, by ready-made components, and registers the model',
    inputs,
  },
  (p) => {
    const trained = train(p, p.inputs);
    const files = p.importer('model-files', {
      uri: text`${p.inputs.output}/model`,
      type: 'google.UnmanagedContainerModel',
      metadata: { containerSpec: { imageUri: SERVING_IMAGE } },
    });
    const { model } = p.task('register', modelUpload, {
      ...place(p.inputs),
      display_name: p.inputs.model_name,
      unmanaged_container_model: files.after(trained).outputs.artifact,
    }).outputs;
    p.if('prediction-asked', p.inputs.predict, '==', true, (asked) => predict(asked, p.inputs, model));
    return { model };
  },
);

function place({ project, location, encryption_key }: Inputs) {
  return { project, location, encryption_spec_key_name: encryption_key };
}

function train(p: Scope, given: Inputs) {
  const { model_name, machine_type, training_image, data, label, service_account, network, tensorboard } = given;
  const container_spec = { image_uri: training_image, args: ['--data', data, '--label', label] };
  return p.task('train', customTrainingJob, {
    ...place(given),
    display_name: text`${model_name}-training`,
    base_output_directory: given.output,
    service_account,
    network,
    tensorboard,
    worker_pool_specs: [{ machine_spec: { machine_type }, replica_count: 1, container_spec }],
  });
}

function predict(p: Scope, given: Inputs, model: ArtifactRef<'google.VertexModel'>): void {
  p.task('predict', modelBatchPredict, {
    ...place(given),
    job_display_name: text`${given.model_name}-prediction`,
    model,
    gcs_source_uris: [given.instances],
    gcs_destination_output_uri_prefix: text`${given.output}/predictions`,
    machine_type: given.machine_type,
    starting_replica_count: 1,
    max_replica_count: 1,
  });
}
