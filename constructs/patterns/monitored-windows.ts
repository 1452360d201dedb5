import { type Column } from '../bigquery/columns';

/** Where the monitoring pipeline keeps what it found: a row a window, kind and feature. `rows` is a keyword: quote it. */
export const WINDOWS_TABLE = 'windows';

/** Written by pipelines/components/publish-monitoring. */
export const WINDOWS_COLUMNS: readonly Column[] = [
  { name: 'window_end', type: 'TIMESTAMP', mode: 'REQUIRED', description: 'End of the window of logged predictions' },
  { name: 'model', type: 'STRING', mode: 'REQUIRED', description: 'Key of the model' },
  { name: 'environment', type: 'STRING', mode: 'REQUIRED', description: 'Name of the environment' },
  {
    name: 'kind',
    type: 'STRING',
    mode: 'REQUIRED',
    description: 'skew: from the training data; drift: from the window before',
  },
  { name: 'feature', type: 'STRING', mode: 'REQUIRED', description: 'Name of the feature' },
  { name: 'distance', type: 'FLOAT64', description: 'How far the distributions are from each other' },
  { name: 'threshold', type: 'FLOAT64', description: 'Largest distance that is no alarm' },
  { name: 'measure', type: 'STRING', description: 'What a distance is, such as jensen-shannon' },
  { name: 'violated', type: 'BOOL', mode: 'REQUIRED', description: 'Whether the distance is above the threshold' },
  { name: 'rows', type: 'INT64', description: 'Logged predictions in the window' },
  { name: 'job', type: 'STRING', description: 'Pipeline job that compared' },
];
