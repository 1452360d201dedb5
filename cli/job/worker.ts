/** The thread that does a job. Its work is synchronous: only a thread of its own leaves Ctrl-C and progress alive. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../failure';
import { JOBS } from './jobs';
import { StopGate } from './stop-gate';
import { type JobMessage, type JobOrder } from './run-job';

const { kind, options, scratch, gate } = workerData as JobOrder;
const stopGate = new StopGate(gate);
const context = { scratch, pointOfNoReturn: () => stopGate.pass() };
const answer = (message: JobMessage) => parentPort!.postMessage(message);

try {
  answer({ output: JOBS[kind](options as never, context) });
} catch (error) {
  answer({ failure: failureOf(error) });
}
