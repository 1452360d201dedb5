/** What the pipelines that train have in common: from the source to rows, features and a fitted graph. */
import { type ArtifactRef, type ParameterRef, type RefsFor, type Scope } from '../ir';
import { features, ingest, split, validateData } from './components';
import {
  dataInputs,
  featureInputs,
  labelInputs,
  monthInputs,
  type registryInputs,
  schemaInputs,
  splitInputs,
} from './inputs';
import { FRESH } from './task-options';

/** The inputs of a pipeline that trains, as far as data is concerned. */
export const trainingDataInputs = {
  ...dataInputs,
  ...monthInputs,
  ...labelInputs,
  ...featureInputs,
  ...splitInputs,
  ...schemaInputs,
};

type Given = RefsFor<typeof trainingDataInputs & Pick<typeof registryInputs, 'project'>> & {
  readonly seed: ParameterRef<'NUMBER_INTEGER'>;
};

/** How the rows are held against the schema and the champion's training data. */
export interface Gate {
  readonly champion?: ArtifactRef<'system.Model'>;
  readonly skew_threshold?: ParameterRef<'NUMBER_DOUBLE'>;
  readonly fail_on?: ParameterRef<'STRING'>;
}

/** Reads the rows, validates them and divides them; nothing goes on before they are valid. */
export function readAndSplit(p: Scope, given: Given, gate: Gate = {}) {
  const { source, row_filter, month, window_months, month_column, label, positive_label, sampling, seed } = given;
  const rows = { source, row_filter, month, window_months, month_column };
  const { dataset } = p.task(
    'ingest',
    ingest,
    { ...rows, label, positive_label, sampling, seed, project: given.project },
    FRESH,
  ).outputs;
  const validated = p.task('validate', validateData, { dataset, schema: given.schema, ...gate });
  const { split_method, test_share, key_columns } = given;
  const how = { method: split_method, time_column: month_column, test_share, key_columns, label };
  return { validated, ...p.task('split', split, { dataset, ...how }).after(validated).outputs };
}

/** Fits the transform graph on the training rows. */
export function fitFeatures(
  p: Scope,
  given: Given,
  parts: Record<'train' | 'validation', ArtifactRef<'system.Dataset'>>,
) {
  const { label, numeric_columns, categorical_columns, hour_columns, month_column, key_columns } = given;
  const { transform_graph, train_features, validation_features } = p.task('features', features, {
    train: parts.train,
    validation: parts.validation,
    label,
    numeric: numeric_columns,
    categorical: categorical_columns,
    hours: hour_columns,
    time_column: month_column,
    key_columns,
  }).outputs;
  return { transform_graph, train_features, validation_features };
}
