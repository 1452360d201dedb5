/**
 * What the image of a ready-made component (google-cloud-pipeline-components 2.22.0) sends to Vertex AI, worked out
 * from a compiled pipeline: it fills in the payload, drops what is empty, and gives the rest to Google's client.
 */
import { type JsonValue, type PipelineSpec } from '../../../pipelines/ir';

type Json = Record<string, unknown>;
interface Task {
  readonly componentRef: { readonly name: string };
  readonly inputs: {
    readonly parameters: Readonly<
      Record<string, { runtimeValue?: { constant: JsonValue }; componentInputParameter?: string }>
    >;
  };
}
interface Component {
  readonly executorLabel: string;
  readonly inputDefinitions: { readonly parameters: Readonly<Record<string, { defaultValue?: JsonValue }>> };
}

/** @param given inputs of the run */
export function sent(spec: PipelineSpec, name: string, given: Readonly<Record<string, JsonValue>> = {}): Json {
  const task = (spec.root!.dag!.tasks as unknown as Record<string, Task>)[name]!;
  const component = (spec.components as unknown as Record<string, Component>)[task.componentRef.name]!;
  const { executors } = spec.deploymentSpec as unknown as {
    executors: Record<string, { container: { args: string[] } }>;
  };
  const { args } = executors[component.executorLabel]!.container;
  const payload = args[args.indexOf('--payload') + 1]!;
  const body = JSON.parse(fill(joined(payload), valuesOf(task, component, given))) as Json;
  return camel(client(withoutEmpty(withoutWait(body)))) as Json;
}

function valuesOf({ inputs }: Task, { inputDefinitions }: Component, given: Readonly<Record<string, JsonValue>>) {
  const values: Record<string, JsonValue> = {};
  for (const [name, { defaultValue }] of Object.entries(inputDefinitions.parameters))
    if (defaultValue !== undefined) values[name] = defaultValue;
  for (const [name, { runtimeValue, componentInputParameter: input }] of Object.entries(inputs.parameters))
    values[name] = input === undefined ? runtimeValue!.constant : given[input]!;
  return values;
}

/** `{"Concat": [...]}` is joined; anything else is a text already. */
function joined(payload: string): string {
  if (!payload.startsWith('{"Concat"')) return payload;
  return (JSON.parse(payload) as { Concat: string[] }).Concat.join('');
}

/** Placeholders in a payload, and in the values that take their place. */
function fill(text: string, values: Readonly<Record<string, JsonValue>>): string {
  return text
    .replace(/\{\{\$\.inputs\.parameters\['([^']+)'\]\}\}/g, (_, name: string) => {
      const value = values[name]!;
      return fill(typeof value === 'string' ? value : JSON.stringify(value), values);
    })
    .replace(/\{\{\$\.[a-z_]+\}\}/g, '');
}

/** As the component's `recursive_remove_empty` does: in lists only objects go, in objects everything that is falsy. */
function withoutEmpty(value: unknown): unknown {
  const once = emptied(value);
  return JSON.stringify(once) === JSON.stringify(value) ? once : withoutEmpty(once);
}

function emptied(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((item) => typeof item !== 'object' || !isEmpty(emptied(item))).map(emptied);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item && !isEmpty(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, emptied(item)]));
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** The component takes the wait out unless the strategy is FLEX_START. */
function withoutWait(body: Json): Json {
  const { scheduling } = (body.job_spec ?? {}) as { scheduling?: Json };
  if (scheduling && scheduling.strategy !== 'FLEX_START') delete scheduling.max_wait_duration;
  return body;
}

const LONG = ['replica_count', 'min_value', 'max_value'];

/** Google's client: 64-bit numbers become strings, and a zero is not sent. */
function client(value: unknown, parent = ''): unknown {
  if (Array.isArray(value))
    return value.map((item) => (parent === 'parent_int_values' ? String(item) : client(item, parent)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, item]) => !(key === 'replica_count' && item === '0'))
    .map(([key, item]) => {
      const isLong = LONG.includes(key) && (key === 'replica_count' || parent === 'integer_value_spec');
      return [key, isLong ? String(item) : client(item, key === 'values' ? parent : key)];
    });
  return Object.fromEntries(entries);
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  const renamed = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [renamed(key), key === 'labels' ? item : camel(item)]),
  );
}

interface SentPool {
  readonly machineSpec: Json;
  readonly replicaCount: string;
  readonly diskSpec?: Json;
  readonly containerSpec?: {
    readonly imageUri: string;
    readonly command?: string[];
    readonly args?: string[];
    readonly env?: Json[];
  };
  readonly pythonPackageSpec?: Json;
}

/** The worker pools of what is sent. */
export function sentPools(body: Json): SentPool[] {
  const spec = (body.jobSpec ?? body.trialJobSpec) as { workerPoolSpecs: SentPool[] };
  return spec.workerPoolSpecs;
}
