/** Levels that this version of the kit can build. */
export const SUPPORTED_LEVELS: readonly number[] = [0, 1];
