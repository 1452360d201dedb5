import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value of a JSON document. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

/** The Terraform of one stack, as `cdk.tf.json` holds it. */
export interface StackJson {
  readonly name: string;
  readonly json: JsonObject;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with the keys of every object in order, without the keys that are to be left out. */
export function sortedWithout(value: Json, leaveOut: (key: string) => boolean): Json {
  if (Array.isArray(value)) return value.map((item) => sortedWithout(item, leaveOut));
  if (!isObject(value)) return value;
  const keys = Object.keys(value).filter((key) => !leaveOut(key));
  return Object.fromEntries(keys.sort().map((key) => [key, sortedWithout(value[key]!, leaveOut)]));
}

/**
 * Parses the Terraform JSON of a stack.
 *
 * @throws Error naming the origin when it is no JSON object
 */
export function parseStack(name: string, text: string, origin = name): StackJson {
  const refuse = (problem: string) => new Error(`${origin}: ${problem}; the Terraform JSON of a stack is expected`);
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    throw refuse(`no JSON (${(error as Error).message})`);
  }
  if (!isObject(json)) throw refuse('no JSON object');
  return { name, json };
}

/**
 * Reads the stacks of an output folder: `<folder>/stacks/<name>/cdk.tf.json`, in order of their names.
 *
 * @throws Error when there is none
 */
export function readStacks(folder: string): StackJson[] {
  const stacks = join(folder, 'stacks');
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const files = names.map((name) => [name, join(stacks, name, 'cdk.tf.json')] as const);
  const found = files.filter(([, file]) => existsSync(file));
  if (found.length === 0)
    throw new Error(`${folder} holds no stacks/<name>/cdk.tf.json: give the folder that \`mlops synth --out\` wrote`);
  return found.map(([name, file]) => parseStack(name, readFileSync(file, 'utf8'), file));
}
