/** A config file with a mistake, and all that is said about it. */
export interface Malformed {
  readonly name: string;
  readonly yaml: string;
  /** The full text, line by line. */
  readonly error: readonly string[];
}

/** The smallest valid config, one line per key, so that what a test adds starts at line 6. */
const MINIMAL = {
  product: 'product: churn',
  level: 'level: 0',
  region: 'region: europe-west4',
  environments: 'environments: { dev: { project: acme-churn-dev, stage: experimentation } }',
  state: 'state: { local: true }',
};

/** The smallest valid config with more at its end. */
export function plus(more: string): string {
  return changed({}, more);
}

/** The smallest valid config with other lines, and more at its end. */
export function changed(lines: Partial<typeof MINIMAL>, more = ''): string {
  return [...Object.values({ ...MINIMAL, ...lines }), more].join('\n');
}
