import { createHash } from 'node:crypto';
import { type Purpose } from './request';

/** Names of the labels that the kit puts on each job, and finds it by. */
export const LABEL = {
  series: 'mlops_series',
  model: 'mlops_model',
  purpose: 'mlops_purpose',
  reason: 'mlops_reason',
  event: 'mlops_event',
  experiment: 'mlops_experiment',
} as const;

/** Whose runs these are. */
export interface RunSeries {
  /** First part of every name: product and environment, as several environments may share a project. */
  readonly prefix: string;
  readonly model: string;
  readonly purpose: Purpose;
}

/**
 * The id of a series' n-th job. Vertex AI gives an id out once: of two that try to start the n-th run, one wins, and the
 * other looks again. So no two runs start from one state of affairs, and limits hold without a lock or a database.
 */
export const jobIdOf = (series: RunSeries, number: number): string => `${stem(series)}${number}`;

/** The number in the id of a series' job; `undefined` when the id has another form, as that of a copy made by hand. */
export function numberOf(series: RunSeries, jobId: string): number | undefined {
  const start = stem(series);
  const rest = jobId.slice(start.length);
  return jobId.startsWith(start) && /^[1-9]\d{0,8}$/.test(rest) ? Number(rest) : undefined;
}

const stem = ({ prefix, model, purpose }: RunSeries) => `${prefix}-${model}-${purpose}-`;

/** What a label can hold of an event's id: 128 bits of its hash, the same wherever and whenever it arrives. */
export const eventMark = (event: string): string => createHash('sha256').update(event).digest('hex').slice(0, 32);

/** The labels by which the jobs of a series are found. */
export const seriesLabels = ({ prefix, model, purpose }: RunSeries): Record<string, string> => ({
  [LABEL.series]: prefix,
  [LABEL.model]: model,
  [LABEL.purpose]: purpose,
});

/** The filter of pipelineJobs.list for the jobs of a series, or those of them that an event started. */
export const filterOf = (series: RunSeries, event?: string): string =>
  Object.entries({ ...seriesLabels(series), ...(event !== undefined && { [LABEL.event]: event }) })
    .map(([label, value]) => `labels.${label}="${value}"`)
    .join(' AND ');
