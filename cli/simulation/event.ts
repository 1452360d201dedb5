/** What a history of events may hold. `mlops simulate retrain --help` shows it. */
import * as z from 'zod';
import { modelKey, PURPOSES, runRequestSchema } from '../../runs/request';

const matching = (pattern: RegExp, allowed: string) => z.string().regex(pattern).meta({ errorMessage: allowed });

const common = {
  at: z.iso
    .datetime({ offset: true })
    .meta({ errorMessage: 'a time with its offset, such as 2026-03-02T05:10:00Z or 2026-03-02T06:10:00+01:00' }),
  id: z.string().min(1).max(200).optional(),
};

const purpose = z.enum(PURPOSES).default('training');

/** The kinds of events, by their name. */
export const EVENT_KINDS = {
  'new-data': z.strictObject({
    ...common,
    kind: z.literal('new-data'),
    object: matching(/^incoming\/.*[^/]$/, 'the name of an object below incoming/, such as incoming/orders/1.csv'),
  }),
  'table-update': z.strictObject({
    ...common,
    kind: z.literal('table-update'),
    table: matching(/^(raw|features)\.[A-Za-z0-9_]+$/, 'a table of the dataset raw or features, such as raw.orders'),
  }),
  alert: z.strictObject({ ...common, kind: z.literal('alert'), model: modelKey }),
  request: z.strictObject({
    ...common,
    kind: z.literal('request'),
    model: modelKey,
    purpose,
    parameters: runRequestSchema.shape.parameters,
    ignoreCooldown: runRequestSchema.shape.ignoreCooldown,
  }),
} as const;

export type EventKind = keyof typeof EVENT_KINDS;

/** Something that happened, or that somebody asked for. */
export type HistoryEvent = z.output<(typeof EVENT_KINDS)[EventKind]>;

/** An event with its place in the file and in time. */
export interface PlacedEvent {
  readonly event: HistoryEvent;
  /** From 0. */
  readonly index: number;
  readonly line: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}
