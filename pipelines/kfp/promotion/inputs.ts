import { double, integer, list, string, struct } from '../../ir';
import {
  dataInputs,
  endpointInputs,
  gainInputs,
  labelInputs,
  notifyInputs,
  registryInputs,
  sliceInputs,
} from '../inputs';

/** Who meets whom, on which rows. */
const candidateInputs = {
  ...dataInputs,
  month: integer({
    default: 7,
    description: 'Month whose rows decide, 1 to 12 or YYYYMM, 0 for all; neither model may have seen them.',
  }),
  ...labelInputs,
  ...sliceInputs,
  ...registryInputs,
  champion_alias: string({ default: 'champion', description: 'Alias of the version in service.' }),
  challenger_alias: string({ default: 'challenger', description: 'Alias of the version that wants to be.' }),
};

/** What decides. */
const decisionInputs = {
  mode: string({
    default: 'enabled',
    description: '`enabled`; `dry-run` compares and touches nothing; `disabled` ends at once.',
  }),
  ...gainInputs,
  direction: string({
    default: 'auto',
    description: 'Whether `higher` or `lower` is better; `auto` knows it for the metrics of evaluate.',
  }),
  min_relative_gain: double({
    default: 0,
    description: "The challenger must gain more than this share of the champion's value; 0.02 is 2 %.",
  }),
};

/** How a winner gets the traffic, and what takes it away again. */
const rollOutInputs = {
  ...endpointInputs,
  canary_steps: list({
    default: [10, 50, 100],
    description: 'Shares of the requests that a winner gets one after another; they rise to 100.',
  }),
  bake_minutes: integer({
    default: 30,
    description: 'How long each share is watched before the next; without a project not at all.',
  }),
  max_error_ratio: double({ default: 0.05, description: 'Largest share of its responses that may be failures.' }),
  max_latency_ms: double({
    default: 1000,
    description: 'Largest 95th percentile of its latency in milliseconds; 0 for any.',
  }),
  max_skew: double({
    default: 1,
    description: 'Largest distance of a feature from what it was trained on, 0 to 1, in the rows that decide.',
  }),
  min_requests: integer({
    default: 1,
    description: 'A share that fewer requests are known of is not judged, and in the end taken back.',
  }),
  figures: struct({
    default: {},
    description: 'Without a project: what each share shows, {"50": {"latency_p95_ms": 900, "error_ratio": 0}}.',
  }),
};

/** How it is served at Vertex AI. */
const machineInputs = {
  machine_type: string({ default: 'n1-standard-2', description: 'Machine that serves the winner.' }),
  min_replicas: integer({ default: 1, description: 'Fewest machines, at least 1.' }),
  max_replicas: integer({ default: 1, description: 'Most machines.' }),
  service_account: string({
    default: '',
    description: "Account that the serving container runs as; Vertex AI's own when empty.",
  }),
  model_store: string({
    default: '',
    description: 'Folder that keeps the record of a roll-out, gs://BUCKET/FOLDER; needed with a project.',
  }),
};

/** Inputs of promotion. */
export const inputs = {
  ...candidateInputs,
  ...decisionInputs,
  ...rollOutInputs,
  ...machineInputs,
  ...notifyInputs,
};
