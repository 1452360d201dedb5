import { type ArtifactRef, boolean, integer, pipeline, type RefsFor, type Scope, string, text } from '../../ir';
import {
  automlTabularTrainingJobRun,
  endpointCreate,
  modelDeploy,
  tabularDatasetCreate,
} from '../../ir/google-cloud/components.generated';

const inputs = {
  project: string({ description: 'Project that everything is made in.' }),
  location: string({ description: 'Region of Vertex AI, such as europe-west4.' }),
  table: string({ description: 'Table with the rows, as bq://PROJECT.DATASET.TABLE.' }),
  target_column: string({ default: 'late', description: 'Column to predict.' }),
  prediction_type: string({ default: 'classification', description: '`classification` or `regression`.' }),
  objective: string({ default: 'maximize-au-roc', description: 'What AutoML optimizes.' }),
  budget_milli_node_hours: integer({ default: 1000, description: 'Most training, in thousandths of a node hour.' }),
  name: string({ default: 'late-arrivals-automl', description: 'Name of dataset, model and endpoint.' }),
  encryption_key: string({ default: '', description: "KMS key of everything that is made; Google's when empty." }),
  deploy: boolean({ default: false, description: 'Deploy the model on an endpoint of its own.' }),
  machine_type: string({ default: 'n1-standard-4', description: 'Machine that serves it.' }),
};
type Inputs = RefsFor<typeof inputs>;

/** Trains a tabular model with Vertex AI AutoML on a BigQuery table, and deploys it if asked. */
export const vertexAutomlTabular = pipeline(
  'vertex-automl-tabular',
  {
    description: 'Trains on a BigQuery table with AutoML, by ready-made components; deploys the model if asked',
    inputs,
  },
  (p) => {
    const model = train(p, p.inputs);
    p.if('deployment-asked', p.inputs.deploy, '==', true, (asked) => deploy(asked, p.inputs, model));
    return { model };
  },
);

function train(p: Scope, given: Inputs): ArtifactRef<'google.VertexModel'> {
  const { project, location, name, encryption_key, table } = given;
  const place = { project, location };
  const source = { display_name: name, bq_source: table, encryption_spec_key_name: encryption_key };
  const { dataset } = p.task('create-dataset', tabularDatasetCreate, { ...place, ...source }).outputs;
  const trained = p.task('train', automlTabularTrainingJobRun, {
    ...place,
    dataset,
    display_name: text`${name}-training`,
    model_display_name: name,
    target_column: given.target_column,
    optimization_prediction_type: given.prediction_type,
    optimization_objective: given.objective,
    budget_milli_node_hours: given.budget_milli_node_hours,
    model_encryption_spec_key_name: encryption_key,
    training_encryption_spec_key_name: encryption_key,
  });
  return trained.outputs.model;
}

function deploy(p: Scope, given: Inputs, model: ArtifactRef<'google.VertexModel'>): void {
  const { project, location, name, encryption_key, machine_type } = given;
  const made = { project, location, display_name: name, encryption_spec_key_name: encryption_key };
  const { endpoint } = p.task('create-endpoint', endpointCreate, made).outputs;
  p.task('deploy', modelDeploy, {
    model,
    endpoint,
    dedicated_resources_machine_type: machine_type,
    dedicated_resources_min_replica_count: 1,
    dedicated_resources_max_replica_count: 1,
    traffic_split: { '0': 100 },
  });
}
