/** Triggers or builds that a host cannot run as they are. Holds all mistakes at once. */
export class TargetError extends Error {
  override readonly name = 'TargetError';

  /**
   * @param host the host, as people call it
   * @param problems one sentence each: which trigger, what was given, what is allowed
   */
  constructor(
    readonly host: string,
    readonly problems: readonly string[],
  ) {
    super(`${host}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
