import { isObject, type Json, type JsonObject, listOf, objectOf } from '../level-move/terraform-stack';
import { stepsOf } from './compiled-pipelines';
import { type EstateParts, type Resource } from './estate';

/** One output of `terraform show -json`: of a state, or of a plan. */
export interface Shown {
  /** Name of the file, to tell resources of several apart. */
  readonly name: string;
  readonly json: JsonObject;
}

/** What Terraform shows of states and plans. Steps of pipelines show where their text is in the state. */
export function partsOfShown(all: readonly Shown[]): EstateParts {
  const resources = all.flatMap((shown) => resourcesOf(shown, all.length > 1));
  const pipelines = resources
    .filter(({ type }) => type === 'google_storage_bucket_object')
    .flatMap(({ address, values }) => {
      const steps = typeof values.content === 'string' ? stepsOf(values.content) : undefined;
      return steps ? [{ address, steps }] : [];
    });
  return { resources, projects: new Map(), ...(pipelines.length > 0 && { pipelines }) };
}

/** Whether a document is what `terraform show -json` prints. */
export const isShown = (json: JsonObject): boolean =>
  typeof json.format_version === 'string' &&
  (isObject(json.values) || isObject(json.planned_values) || !('version' in json));

function resourcesOf({ name, json }: Shown, several: boolean): Resource[] {
  const prefix = several ? `${name}: ` : '';
  const values = objectOf(json.planned_values ?? json.values);
  const configured = objectOf(objectOf(json.configuration).root_module);
  return inModule(objectOf(values.root_module), configured, { prefix, scope: name });
}

interface Place {
  readonly prefix: string;
  readonly scope: string;
}

function inModule(module: JsonObject, configured: JsonObject, { prefix, scope }: Place): Resource[] {
  const expressions = new Map(
    listOf(configured.resources)
      .map(objectOf)
      .map((each) => [String(each.address), objectOf(each.expressions)]),
  );
  const own = listOf(module.resources)
    .map(objectOf)
    .filter(({ mode }) => mode === 'managed')
    .map((resource): Resource => {
      const local = `${String(resource.type)}.${String(resource.name)}`;
      const values = withReferences(objectOf(resource.values), expressions.get(local));
      return { address: `${prefix}${String(resource.address)}`, type: String(resource.type), scope, values };
    });
  const calls = objectOf(configured.module_calls);
  const children = listOf(module.child_modules)
    .map(objectOf)
    .flatMap((child) => {
      const address = String(child.address);
      const call = address
        .replace(/\[[^\]]*\]/g, '')
        .split('.')
        .at(-1)!;
      return inModule(child, objectOf(objectOf(calls[call]).module), { prefix, scope: `${scope} ${address}` });
    });
  return [...own, ...children];
}

/** What is known only after an apply, as the reference that is written: a plan leaves it out. */
function withReferences(values: JsonObject, expressions: JsonObject | undefined): JsonObject {
  if (!expressions) return values;
  const written = Object.entries(expressions).flatMap(([name, expression]): [string, Json][] => {
    const known = values[name];
    if (Array.isArray(expression))
      return [
        [name, listOf(expression).map((each, index) => withReferences(objectOf(listOf(known)[index]), objectOf(each)))],
      ];
    const isOpen = known === undefined || listOf(known).some((each) => each === null) || known === null;
    const references = listOf(objectOf(expression).references).map(String).filter(namesAttribute);
    return isOpen && references.length > 0 ? [[name, references.map((each) => `\${${each}}`).join(' ')]] : [];
  });
  return { ...values, ...Object.fromEntries(written) };
}

/** Terraform lists `google_x.y.name`, and `google_x.y` too. */
const namesAttribute = (reference: string): boolean =>
  reference
    .replace(/^data\./, '')
    .replace(/\[[^\]]*\]/g, '')
    .split('.').length > 2;
