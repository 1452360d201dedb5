import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pc from 'picocolors';
import { draftFolder } from '../../stacks/draft-folder';
import { type Failure, FailureError, Interrupted } from '../failure';
import { showElapsed } from '../views/elapsed';
import { type JOBS } from './jobs';
import { StopGate } from './stop-gate';

type Kind = keyof typeof JOBS;
type OptionsOf<K extends Kind> = Parameters<(typeof JOBS)[K]>[0];

export interface JobOrder {
  readonly kind: Kind;
  readonly options: OptionsOf<Kind>;
  readonly scratch: string;
  readonly gate: SharedArrayBuffer;
}

export type JobMessage = { readonly output: string } | { readonly failure: Failure };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does a job in a thread of its own and returns what it prints. A signal ends it at once and leaves nothing half
 * written.
 *
 * @throws FailureError for what went wrong in the job, Interrupted after a signal
 */
export async function runJob<K extends Kind>(kind: K, options: OptionsOf<K>): Promise<string> {
  const out = 'out' in options ? options.out : undefined;
  const scratch = out === undefined ? join(tmpdir(), `mlops-${process.pid}`) : draftFolder(out);
  const elapsed = showElapsed(kind === 'simulate' ? 'replaying the events' : 'building the stacks');
  try {
    return await inThread({ kind, options, scratch, gate: new StopGate().buffer });
  } finally {
    elapsed.end();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function inThread(order: JobOrder): Promise<string> {
  const worker = new Worker(join(__dirname, 'job.js'), {
    workerData: order,
    // Errors name the place in the sources, not in the bundle.
    execArgv: ['--enable-source-maps'],
    env: { ...process.env, ...colour() },
  });
  let interrupted: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!new StopGate(order.gate).close()) return;
    interrupted = signal;
    void worker.terminate();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return new Promise<string>((resolve, reject) => {
    worker.on('message', (message: JobMessage) =>
      'failure' in message ? reject(new FailureError(message.failure)) : resolve(message.output),
    );
    worker.on('error', reject);
    worker.on('exit', (code) => reject(interrupted ? new Interrupted(interrupted) : new Error(`ended with ${code}`)));
  }).finally(() => SIGNALS.forEach((signal) => process.off(signal, onSignal)));
}

/** A thread does not know whether standard output is a terminal. */
const colour = () => (pc.isColorSupported ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' });
