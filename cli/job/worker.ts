/** The thread that does a job. Its work is mostly synchronous: only a thread of its own leaves Ctrl-C and progress alive. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../failure';
import { JOBS } from './jobs';
import { StopGate } from './stop-gate';
import { type JobMessage, type JobOrder } from './run-job';

const { kind, options, scratch, gate } = workerData as JobOrder;
const stopGate = new StopGate(gate);
const context = { scratch, pointOfNoReturn: () => stopGate.pass() };

async function work(): Promise<JobMessage> {
  try {
    return { output: await JOBS[kind](options as never, context) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

void work().then((message) => parentPort!.postMessage(message));
