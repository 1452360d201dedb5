import { LIMITS } from '../limits';
import { type Refusal, unlessForm } from './places';

const POOL = 'projects/P/locations/L/workerPools/W';

/** Where a build runs, and who is told of it. */
export const optionProblems: Refusal = ({ options: { pool, workerPool, diskSizeGb, pubsubTopic } = {} }) => [
  ...(pool ? unlessForm('options.pool.name', pool.name, POOL) : []),
  ...(workerPool ? unlessForm('options.workerPool', workerPool, POOL) : []),
  ...(pool && workerPool ? ['options.workerPool: is the older form of options.pool.name; leave it out'] : []),
  ...(diskSizeGb !== undefined && (diskSizeGb < 1 || diskSizeGb > LIMITS.diskSizeGb)
    ? [`options.diskSizeGb: ${diskSizeGb} is not from 1 to ${LIMITS.diskSizeGb}`]
    : []),
  ...(pubsubTopic ? unlessForm('options.pubsubTopic', pubsubTopic, 'projects/P/topics/T') : []),
];
