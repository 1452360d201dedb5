import { isObject, type JsonObject, sortedWithout } from './stack-json';

const WHERE_STATE_IS = ['backend', 'cloud'];

/**
 * A stack's Terraform without what changes for reasons of no interest to a reviewer: versions of CDKTF and providers,
 * where state is kept, CDKTF's metadata. Keys are in order.
 */
export function normalize(json: JsonObject): JsonObject {
  const { terraform, ...rest } = sortedWithout(json, (key) => key === '//') as JsonObject;
  const settings = sortedWithout(terraform ?? {}, (key) => WHERE_STATE_IS.includes(key)) as JsonObject;
  const { required_providers: providers } = settings;
  if (isObject(providers)) settings.required_providers = sortedWithout(providers, (key) => key === 'version');
  return Object.keys(settings).length > 0 ? { ...rest, terraform: settings } : rest;
}
