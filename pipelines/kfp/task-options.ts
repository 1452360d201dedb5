import { type TaskOptions } from '../ir';

/** For tasks that look at something outside the pipeline, or change it: never answered from an earlier run. */
export const FRESH = { cache: false } as const satisfies TaskOptions;

/**
 * For tasks that train or predict: threads that wait for each other sleep instead of spinning. Two trainings side by
 * side on two cores took 5 seconds so, and 150 without.
 */
export const MODEL = { env: { OMP_WAIT_POLICY: 'PASSIVE' } } as const satisfies TaskOptions;

/**
 * For tasks that go on where they were when they are started again. What Google answers with an error is tried again
 * within the task; this is for a machine that is lost.
 */
export const RESUMES = { ...FRESH, retry: { maxRetries: 3, backoffSeconds: 10 } } as const satisfies TaskOptions;
