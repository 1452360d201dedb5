/** The levels of MLOps, as Google tells them apart. The kit builds all of them. */
export const SUPPORTED_LEVELS = [0, 1, 2] as const;
