/** What the retraining function is told by its environment variables: Terraform sets them, the function reads them. */
import * as z from 'zod';
import { issuesText } from './issues';
import { PermanentProblem } from './problems';

/** The environment variable of each setting. */
const VARIABLES = {
  project: 'MLOPS_PROJECT',
  region: 'MLOPS_REGION',
  prefix: 'MLOPS_PREFIX',
  pipelinesBucket: 'MLOPS_PIPELINES_BUCKET',
  undeliveredTopic: 'MLOPS_UNDELIVERED_TOPIC',
} as const;

const settingsSchema = z.object({
  /** Id of the project that runs pipelines. */
  project: z.string().min(6),
  region: z.string().min(1),
  /** First part of the ids of jobs: product and environment. */
  prefix: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  /** Bucket that holds plans, routes and templates. */
  pipelinesBucket: z.string().min(3),
  /** `projects/P/topics/T`: where messages go that never work. */
  undeliveredTopic: z.string().regex(/^projects\/[^/]+\/topics\/[^/]+$/),
});

export type FunctionSettings = z.output<typeof settingsSchema>;

/** The settings as environment variables, for Terraform. */
export const functionEnvironment = (settings: FunctionSettings): Record<string, string> =>
  Object.fromEntries(Object.entries(VARIABLES).map(([key, name]) => [name, settings[key as keyof FunctionSettings]]));

/** @throws PermanentProblem that names every variable that is missing or wrong */
export function functionSettings(environment: Readonly<Record<string, string | undefined>>): FunctionSettings {
  const given = Object.fromEntries(Object.entries(VARIABLES).map(([key, name]) => [key, environment[name]]));
  const read = settingsSchema.safeParse(given);
  if (read.success) return read.data;
  const names: Readonly<Record<string, string>> = VARIABLES;
  throw new PermanentProblem(`environment variables: ${issuesText(read.error, (key) => names[key] ?? key)}`);
}
