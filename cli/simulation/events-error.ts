import { formatProblems, type Problem } from '../../config/problems';

/** More than these say nothing new. */
const MOST_SHOWN = 20;

/** A history of events is wrong or cannot be read. */
export class EventsError extends Error {
  readonly problems: readonly Problem[];

  constructor(all: readonly Problem[]) {
    const rest = all.length - MOST_SHOWN;
    const more = rest > 0 ? [{ file: all[0]!.file, path: '', message: `and ${rest} more problems` }] : [];
    const problems = [...all.slice(0, MOST_SHOWN), ...more];
    super(formatProblems(problems, { color: false }));
    this.problems = problems;
  }
}
