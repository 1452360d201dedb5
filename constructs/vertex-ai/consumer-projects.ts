/** Projects whose networks reach something by Private Service Connect: its own, and others once each, in order. */
export const consumersOf = (project: string, others: readonly string[]): string[] => [
  project,
  ...[...new Set(others)].filter((other) => other !== project).sort(),
];
