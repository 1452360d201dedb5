/** What takes longer than this says that it is still at work, in seconds. */
const QUIET = 2;

const NOTHING_WRITTEN = 'Ctrl-C stops; nothing is written before all is done';

/**
 * A line on standard error with the seconds that have passed, on a terminal only. `end` takes it away.
 *
 * @param note what Ctrl-C does
 */
export function showElapsed(what: string, note = NOTHING_WRITTEN): { end(): void } {
  const stream = process.stderr;
  if (!stream.isTTY) return { end: () => undefined };
  const started = Date.now();
  let shown = false;
  const timer = setInterval(() => {
    const seconds = Math.floor((Date.now() - started) / 1000);
    if (seconds < QUIET) return;
    stream.write(`\r${what} ... ${seconds} s (${note})`);
    shown = true;
  }, 1000);
  return {
    end: () => {
      clearInterval(timer);
      if (shown) stream.write('\r\x1b[K');
    },
  };
}
