import { compareStacks } from '../../../stacks/level-move/compare-stacks';
import { type JsonObject, readStack, type TerraformStackJson } from '../../../stacks/level-move/terraform-stack';

/** Arguments by address: `google_storage_bucket.Data`, `data.google_project.This`. */
export type Arguments = Readonly<Record<string, JsonObject>>;

/** A stack as it is written, of the arguments of its resources and data sources. */
export function stackJson(elements: Arguments, rest: JsonObject = {}): JsonObject {
  const json: { resource: Record<string, JsonObject>; data: Record<string, JsonObject> } = { resource: {}, data: {} };
  for (const [address, args] of Object.entries(elements)) {
    const [type, id] = address.replace(/^data\./, '').split('.') as [string, string];
    const blocks = address.startsWith('data.') ? json.data : json.resource;
    blocks[type] = { ...blocks[type], [id]: { ...args, '//': { metadata: { path: id } } } };
  }
  return { ...json, ...rest };
}

export const stackOf = (elements: Arguments, rest: JsonObject = {}, name = 'platform-dev'): TerraformStackJson =>
  readStack(name, stackJson(elements, rest));

/** What becomes of a stack. */
export const compare = (before: Arguments, after: Arguments, rest: JsonObject = {}) =>
  compareStacks(stackOf(before), stackOf(after, rest));

export const BUCKET = 'google_storage_bucket.Data';
export const GRANT = 'google_storage_bucket_iam_member.Reader';
export const bucket = { name: 'acme-data', location: 'EU', labels: { team: 'a' } };

/** What becomes of one resource, a bucket unless said otherwise, when some of its arguments are others. */
export const change = (before: JsonObject, after: JsonObject, address = BUCKET) =>
  compare({ [address]: { ...bucket, ...before } }, { [address]: { ...bucket, ...after } });
