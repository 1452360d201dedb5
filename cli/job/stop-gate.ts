/** Shared by the thread that works and the one that hears Ctrl-C: exactly one of them wins. */
const STATE = { open: 0, passed: 1, closed: 2 } as const;

/** The work was stopped before anything was written. */
export class Stopped extends Error {}

/** A gate between what may be stopped at any moment and what has to be finished. */
export class StopGate {
  private readonly state: Int32Array;

  constructor(readonly buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.state = new Int32Array(buffer);
  }

  /** @throws Stopped when the gate was closed before */
  pass(): void {
    if (Atomics.compareExchange(this.state, 0, STATE.open, STATE.passed) === STATE.closed) throw new Stopped();
  }

  /** True when the work can be ended now; false when it has passed the gate and will soon be done. */
  close(): boolean {
    return Atomics.compareExchange(this.state, 0, STATE.open, STATE.closed) !== STATE.passed;
  }
}
