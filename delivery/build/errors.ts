/** A build that Cloud Build would refuse, or that would not do what it says. Holds all mistakes at once. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  /**
   * @param build name of the build
   * @param problems one sentence each: where, what was given, what is allowed
   */
  constructor(
    readonly build: string,
    readonly problems: readonly string[],
  ) {
    super(`build "${build}":\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
