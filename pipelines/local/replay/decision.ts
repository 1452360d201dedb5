/** What the monitoring of a month says. */
export interface Watched {
  /** Whether a column moved farther than the threshold. */
  readonly alarm: boolean;
  /** The column that moved farthest. */
  readonly drift: { readonly column: string; readonly distance: number };
  /** Log loss of the champion on the month. */
  readonly logLoss: number;
}

export interface Limits {
  /** Largest distance of a column that raises no alarm. */
  readonly drift: number;
  /** The champion's log loss may rise by this share over what it was accepted with; 0.1 is 10 %. */
  readonly degradation: number;
}

export interface Decision {
  readonly retrain: boolean;
  readonly reason: string;
}

/** Retrains when the data have moved, or when the champion has become worse than it was accepted with. */
export function decideRetraining(watched: Watched, acceptedLoss: number, limits: Limits): Decision {
  const reasons: string[] = [];
  const { column, distance } = watched.drift;
  if (watched.alarm) reasons.push(`${column} moved by ${distance.toFixed(2)}, over ${limits.drift}`);
  const rise = watched.logLoss / acceptedLoss - 1;
  if (rise > limits.degradation)
    reasons.push(`log loss is ${Math.round(100 * rise)} % above ${acceptedLoss.toFixed(3)}`);
  if (reasons.length > 0) return { retrain: true, reason: reasons.join('; ') };
  return { retrain: false, reason: `nothing moved over ${limits.drift}, and the log loss has not risen` };
}
