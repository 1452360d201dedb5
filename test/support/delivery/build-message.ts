import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { DiscoveredApi } from '../discovery/api';
import { type DiscoveryDocument, type DiscoverySchema, extractFile } from '../discovery/extract';

const API = 'cloudbuild.v1';
const cloudBuild = new DiscoveredApi(API);
const { schemas } = JSON.parse(readFileSync(extractFile(API), 'utf8')) as DiscoveryDocument;

/** What is wrong with the text of a config file, by Google's own description of a build; empty when nothing is. */
export function problemsOfBuild(yamlText: string): string[] {
  const build: unknown = parse(yamlText);
  const differs = !isDeepStrictEqual(build, parse(yamlText, { version: '1.1' }));
  return [
    ...(differs ? ['readers of YAML 1.1 read it otherwise than those of 1.2'] : []),
    ...cloudBuild.problems('Build', withLargeNumbers(build, schemas.Build), 'request'),
  ];
}

/** In JSON, Google takes a number of 64 bits as a number or as text; its description knows the text alone. */
function withLargeNumbers(value: unknown, schema: DiscoverySchema | undefined): unknown {
  const own = schema?.$ref ? schemas[schema.$ref] : schema;
  if (typeof value === 'number' && own?.format === 'int64') return String(value);
  if (Array.isArray(value)) return value.map((item) => withLargeNumbers(item, own?.items));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, item]) => [key, withLargeNumbers(item, own?.properties?.[key])]);
  return Object.fromEntries(fields) as unknown;
}
