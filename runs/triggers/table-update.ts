import * as z from 'zod';
import { issuesText } from '../issues';
import { modelsOfTable, type Routes } from '../routes';
import { trainings } from './arrival';
import { type Translated } from './message';

/**
 * What counts of a log entry in which BigQuery says that the rows of a table changed.
 * https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
 * https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/BigQueryAuditMetadata#tabledatachange
 */
const entrySchema = z.object({
  insertId: z.string().min(1),
  protoPayload: z.object({
    resourceName: z.string(),
    status: z.object({ code: z.number().optional() }).optional(),
    metadata: z.object({ tableDataChange: z.object({ jobName: z.string().optional() }).optional() }).optional(),
  }),
});

const RESOURCE = /^projects\/([^/]+)\/datasets\/([^/]+)\/tables\/([^/$]+)/;

export const isLogEntry = (data: object): boolean => 'protoPayload' in data && 'insertId' in data;

/** Rows of a table that changed. One job changes a table once, whatever number of entries says so. */
export function fromTableUpdate(data: object, routes: Routes): Translated {
  const read = entrySchema.safeParse(data);
  if (!read.success) return { refused: `log entry of another form: ${issuesText(read.error)}` };
  const { insertId, protoPayload } = read.data;
  const { resourceName, metadata, status } = protoPayload;
  if (!metadata?.tableDataChange) return { ignored: `log entry ${insertId} tells of no changed rows` };
  if (status?.code) return { ignored: `a change of ${resourceName} that failed` };
  const [, project, dataset, name] = RESOURCE.exec(resourceName) ?? [];
  if (name === undefined) return { refused: `log entry about "${resourceName}", which is no table` };
  const table = `${project}.${dataset}.${name}`;
  return trainings({
    models: modelsOfTable(routes, table),
    reason: 'table-update',
    event: `bigquery:${table}:${metadata.tableDataChange.jobName ?? insertId}`,
    detail: `changed rows in ${table}`,
    nobody: `no model waits for ${table}`,
  });
}

/**
 * The filter of a log sink that lets such entries through, for these tables alone. Partitions are part of a table's name
 * there. Changes that a job makes and the Storage Write API are logged; rows of the older streaming API are not.
 *
 * @param tables PROJECT.DATASET.TABLE
 */
export function tableUpdateFilter(tables: readonly string[]): string {
  const names = [...tables].sort().map((table) => {
    const [project, dataset, name] = table.split('.');
    return `projects/${project}/datasets/${dataset}/tables/${name}`;
  });
  return [
    'log_id("cloudaudit.googleapis.com/data_access")',
    'protoPayload.serviceName="bigquery.googleapis.com"',
    'protoPayload.metadata.tableDataChange:*',
    `protoPayload.resourceName=~"^(${names.join('|')})([$].*)?$"`,
  ].join(' AND ');
}
