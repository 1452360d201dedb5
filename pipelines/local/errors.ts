/**
 * What went wrong, told to the person at the terminal: one message, no stack trace.
 * The command line prints `message` and leaves with `exitCode`.
 */
export class LocalRunError extends Error {
  override readonly name = 'LocalRunError';

  /**
   * @param exitCode 1: the work failed; 2: the call was wrong; 130: interrupted by Ctrl-C
   */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 130 = 1,
  ) {
    super(message);
  }
}
