import { type Rule } from '../core/errors';

/** https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types, without those that have parts. */
export const COLUMN_TYPES = [
  'BIGNUMERIC',
  'BOOL',
  'BYTES',
  'DATE',
  'DATETIME',
  'FLOAT64',
  'GEOGRAPHY',
  'INT64',
  'JSON',
  'NUMERIC',
  'STRING',
  'TIME',
  'TIMESTAMP',
] as const;

export type ColumnType = (typeof COLUMN_TYPES)[number];

/** One column of a table. */
export interface Column {
  /** Letters, digits and underscores, not starting with a digit. */
  readonly name: string;
  readonly type: ColumnType;
  /**
   * Every row has one value (`REQUIRED`), or a list of values (`REPEATED`).
   * @default 'NULLABLE'
   */
  readonly mode?: 'NULLABLE' | 'REQUIRED' | 'REPEATED';
  /** @default - none */
  readonly description?: string;
}

/** https://cloud.google.com/bigquery/docs/schemas#column_names */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,299}$/;

/** What has to hold of the columns of a table, for `validate`. */
export function columnRules(columns: readonly Column[]): Rule[] {
  // BigQuery takes names that differ in case alone for the same.
  const names = columns.map(({ name }) => name.toLowerCase());
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    { broken: columns.length === 0, problem: 'a table has at least one column, given none' },
    { broken: twice.length > 0, problem: `there are two columns named ${[...new Set(twice)].join(', ')}` },
    ...columns.map(({ name }) => ({
      broken: !NAME.test(name),
      problem: `column name "${name}" is not valid: letters, digits and underscores, not starting with a digit`,
    })),
  ];
}

/** The columns as BigQuery's API writes them. */
export const schemaOf = (columns: readonly Column[]): string =>
  JSON.stringify(
    columns.map(({ name, type, mode, description }) => ({ name, type, mode: mode ?? 'NULLABLE', description })),
  );
