/** A model in one month of the replay. */
export interface MonthlyModel {
  /** Number in the registry; undefined for a challenger that lost, which is never registered. */
  readonly version?: number;
  /** Months of 2013 that it learnt from. */
  readonly trainedOn: readonly number[];
  /** On the rows of the month, which it has not seen. */
  readonly logLoss: number;
}

/** What happened in one month. */
export interface ReplayMonth {
  /** 4 is April. */
  readonly month: number;
  /** Share of flights that arrived late, 0 to 1. */
  readonly lateShare: number;
  /** The column that moved farthest from the champion's training rows, 0 to 1; undefined before the first champion. */
  readonly drift?: { readonly column: string; readonly distance: number };
  /** Who served in this month; undefined before the first champion. */
  readonly champion?: MonthlyModel;
  readonly retrained: boolean;
  /** Why it was retrained, or why not. */
  readonly reason: string;
  /** What retraining gave. */
  readonly challenger?: MonthlyModel;
  /** Who serves from now on. */
  readonly winner: 'champion' | 'challenger';
  /** The runs of this month, by run id. */
  readonly runs: readonly string[];
}

export interface Replay {
  /** The metric that decides between champion and challenger, and what a challenger must gain. */
  readonly metric: 'log_loss';
  readonly minGain: number;
  /** Largest distance of a column that raises no alarm. */
  readonly driftThreshold: number;
  readonly months: readonly ReplayMonth[];
}

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Apr for 4. */
export const monthName = (month: number): string => NAMES[month - 1]!;

/** Jan-Mar for 1, 2, 3. */
export const span = (months: readonly number[]): string => `${monthName(months[0]!)}-${monthName(months.at(-1)!)}`;
