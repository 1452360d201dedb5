import { type Rule } from '../core/errors';
import { type Column, type ColumnType } from './columns';

/** How rows are divided, so that a query of some days reads those days alone. */
export interface Partitioning {
  /** A column of type TIMESTAMP, DATETIME or DATE. Changing it replaces the table. */
  readonly column: string;
  /** `HOUR` takes no DATE. Changing it replaces the table. */
  readonly by: 'HOUR' | 'DAY' | 'MONTH' | 'YEAR';
  /**
   * Days after which the rows of a partition are deleted.
   * @default - rows stay
   */
  readonly keepDays?: number;
}

/** https://cloud.google.com/bigquery/docs/clustered-tables#limitations */
const MOST_CLUSTERED = 4;
const UNSORTABLE: readonly ColumnType[] = ['BYTES', 'FLOAT64', 'JSON', 'TIME'];
const TIMES: readonly ColumnType[] = ['DATE', 'DATETIME', 'TIMESTAMP'];

export function partitionRules({ column, by, keepDays }: Partitioning, columns: readonly Column[]): Rule[] {
  const type = columns.find(({ name }) => name === column)?.type;
  const allowed = TIMES.filter((time) => by !== 'HOUR' || time !== 'DATE');
  return [
    {
      broken: type === undefined || !allowed.includes(type),
      problem: `partitioning by ${by} of "${column}" (${type ?? 'no such column'}) is not valid: a column of type ${allowed.join(', ')}`,
    },
    {
      broken: keepDays !== undefined && !(Number.isInteger(keepDays) && keepDays >= 1),
      problem: `keepDays ${keepDays} is not valid: a whole number of days, at least 1`,
    },
  ];
}

export function clusterRules(clusterBy: readonly string[], columns: readonly Column[]): Rule[] {
  const sortable = columns.filter(({ type, mode }) => !UNSORTABLE.includes(type) && mode !== 'REPEATED');
  const allowed = sortable.map(({ name }) => name);
  return [
    {
      broken: clusterBy.length > MOST_CLUSTERED || clusterBy.some((name) => !allowed.includes(name)),
      problem: `clusterBy ${clusterBy.join(', ')} is not valid: at most ${MOST_CLUSTERED} of ${allowed.join(', ')}`,
    },
  ];
}
