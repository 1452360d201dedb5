import { type JsonObject, listOf, objectOf, type Json } from '../level-move/terraform-stack';
import { type CompiledPipeline, stepsOf } from './compiled-pipelines';
import { type EstateParts, type Resource } from './estate';

/** A stack as it is written. */
export interface WrittenStack {
  readonly name: string;
  readonly json: JsonObject;
  /** A file that lies beside it, by the path that it is named by; undefined when there is none. */
  readonly fileOf: (path: string) => string | undefined;
}

/** What Terraform JSON says, before anything is deployed. */
export function partsOfStacks(stacks: readonly WrittenStack[]): EstateParts {
  return {
    resources: stacks.flatMap(resourcesOf),
    projects: new Map(stacks.flatMap(({ name, json }) => providerProject(json).map((project) => [name, project]))),
    pipelines: stacks.flatMap(pipelinesOf),
  };
}

function resourcesOf({ name, json }: WrittenStack): Resource[] {
  return Object.entries(objectOf(json.resource)).flatMap(([type, byId]) =>
    Object.entries(objectOf(byId)).map(([id, content]) => ({
      address: `${name}/${type}.${id}`,
      type,
      scope: name,
      values: objectOf(content),
    })),
  );
}

function providerProject({ provider }: JsonObject): string[] {
  const blocks = listOf(objectOf(provider).google).map(objectOf);
  const projects = blocks.filter(({ alias }) => alias === undefined).map(({ project }) => project);
  return projects.filter((project): project is string => typeof project === 'string');
}

function pipelinesOf(stack: WrittenStack): CompiledPipeline[] {
  return resourcesOf(stack)
    .filter(({ type }) => type === 'google_storage_bucket_object')
    .flatMap(({ address, values }) => {
      const steps = stepsOf(textOf(values.content) ?? beside(stack, values.source) ?? '');
      return steps ? [{ address, steps }] : [];
    });
}

const TEXT = /\.(ya?ml|json)$/;
const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);
const beside = ({ fileOf }: WrittenStack, source: Json | undefined) =>
  typeof source === 'string' && TEXT.test(source) ? fileOf(source) : undefined;
