/**
 * Which data concerns which models: written by Terraform as `routes.json` in the pipeline bucket, as a bucket takes few
 * notifications, and one of them serves all models.
 */
import * as z from 'zod';
import { modelKey } from './request';

const models = z.array(modelKey).min(1).describe('Models that train anew, by key.');

export const objectRouteSchema = z
  .strictObject({
    bucket: z.string().min(3).describe('Name of the bucket.'),
    prefix: z.string().min(1).describe('Beginning of the object names, such as `incoming/orders/`.'),
    models,
  })
  .describe('New objects below a prefix of a bucket.');

export const tableRouteSchema = z
  .strictObject({
    table: z
      .string()
      .regex(/^[^.\s]+\.[^.\s]+\.[^.\s]+$/)
      .meta({ errorMessage: 'PROJECT.DATASET.TABLE' })
      .describe('The BigQuery table.'),
    models,
  })
  .describe('Changed rows of a BigQuery table.');

export const routesSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this document.'),
    objects: z.array(objectRouteSchema).describe('New objects that ask for a training.'),
    tables: z.array(tableRouteSchema).describe('Tables whose updates ask for a training.'),
  })
  .describe('Whose data arrives where.');

export type Routes = z.output<typeof routesSchema>;

/** Models that a new object concerns. A bucket may have several prefixes, one within the other. */
export const modelsOfObject = ({ objects }: Routes, bucket: string, name: string): string[] =>
  unique(objects.filter((route) => route.bucket === bucket && name.startsWith(route.prefix)));

/** @param table PROJECT.DATASET.TABLE */
export const modelsOfTable = ({ tables }: Routes, table: string): string[] =>
  unique(tables.filter((route) => route.table === table));

const unique = (routes: readonly { readonly models: readonly string[] }[]): string[] => [
  ...new Set(routes.flatMap((route) => route.models)),
];
