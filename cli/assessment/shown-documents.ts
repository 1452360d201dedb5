import { type EstateParts } from '../../stacks/assessment/estate';
import { isShown, partsOfShown } from '../../stacks/assessment/from-show';
import { isObject, type Json, type JsonObject } from '../../stacks/level-move/terraform-stack';
import { UsageError } from '../failure';

/** A document that was read, and where from. */
export interface ShownDocument {
  readonly name: string;
  readonly text: string;
}

/** @throws UsageError for what Terraform does not show as JSON */
export const partsOfDocuments = (documents: readonly ShownDocument[]): EstateParts =>
  partsOfShown(documents.map(({ name, text }) => ({ name, json: shownIn(name, text) })));

function shownIn(name: string, text: string): JsonObject {
  const refuse = (what: string) => new UsageError(`${name}: ${what}; give what "terraform show -json" prints`);
  if (text.trim() === '') throw refuse('this is empty');
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    throw refuse(`this is no JSON (${(error as Error).message})`);
  }
  if (!isObject(json)) throw refuse('this is no JSON object');
  if (typeof json.version === 'number' && Array.isArray(json.resources))
    throw refuse('this is a state as it is stored');
  if (isObject(json.resource) && !json.format_version)
    throw new UsageError(`${name}: this is Terraform JSON as it is written; give its folder to --stacks`);
  if (!isShown(json)) throw refuse('this is JSON of something else');
  return json;
}
