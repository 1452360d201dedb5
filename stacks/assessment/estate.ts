import { type Json, type JsonObject, listOf, objectOf } from '../level-move/terraform-stack';
import { type CompiledPipeline } from './compiled-pipelines';
import { computed } from './identifiers';

/** A resource that Terraform manages, whoever wrote it. */
export interface Resource {
  /** How people find it: with its stack or module. */
  readonly address: string;
  readonly type: string;
  /** Its arguments, or the values of its state. */
  readonly values: JsonObject;
  /** Where its references lead: stack or module. */
  readonly scope: string;
}

/** What can be read of an estate. */
export interface EstateParts {
  readonly resources: readonly Resource[];
  /** Project that resources of a scope belong to when they name none. */
  readonly projects: ReadonlyMap<string, string>;
  /** Compiled pipelines that are uploaded; undefined where their text is out of reach. */
  readonly pipelines?: readonly CompiledPipeline[];
  /** The repository that builds start from; undefined where it is out of reach. */
  readonly repository?: Repository;
}

/** A checkout, to read build files in. */
export interface Repository {
  /** Text of a file; undefined when there is none. */
  readonly file: (path: string) => string | undefined;
  /** Paths of the files in a folder. */
  readonly filesIn: (folder: string) => readonly string[];
}

const REFERENCE = /\$\{((?:[a-z][a-z0-9_]*)\.[A-Za-z_][\w-]*)(?:\[[^\]]*\])?\.([a-z_0-9]+)(?:\["([^"]+)"\])?\}/g;
const MOST_STEPS = 5;

/** Everything that one organization's Terraform says, to look for things in. */
export class Estate {
  readonly pipelines: EstateParts['pipelines'];
  readonly repository: EstateParts['repository'];
  private readonly byType = new Map<string, Resource[]>();
  private readonly byReference = new Map<string, Resource>();

  constructor(private readonly parts: EstateParts) {
    this.pipelines = parts.pipelines;
    this.repository = parts.repository;
    for (const resource of parts.resources) {
      this.byType.set(resource.type, [...(this.byType.get(resource.type) ?? []), resource]);
      this.byReference.set(`${resource.scope} ${localAddress(resource)}`, resource);
    }
  }

  /** Resources of a type; a pattern finds several types. */
  of(...types: readonly (string | RegExp)[]): Resource[] {
    const wanted = (type: string) => types.some((each) => (typeof each === 'string' ? each === type : each.test(type)));
    return [...this.byType].flatMap(([type, resources]) => (wanted(type) ? resources : []));
  }

  /** The text of an argument, references followed as far as they lead; empty when it is not written. */
  text(resource: Resource, argument: string): string {
    const value = resource.values[argument];
    return typeof value === 'string' ? this.resolved(value, resource.scope) : '';
  }

  /** Blocks of an argument: written alone or in a list. */
  blocks(resource: Resource, argument: string): JsonObject[] {
    return listOf(resource.values[argument]).map(objectOf);
  }

  /** Everything that is written below an argument, as one text, references followed. */
  all(resource: Resource, value: Json = resource.values): string {
    return this.resolved(JSON.stringify(value).replaceAll('\\"', '"'), resource.scope);
  }

  /** Project that a resource is in; undefined when nothing says so. */
  projectOf(resource: Resource): string | undefined {
    const written = this.text(resource, 'project');
    return written === '' ? this.parts.projects.get(resource.scope) : written;
  }

  /** A text with references to what is known in their place. Others become unique: equal texts mean the same thing. */
  resolved(text: string, scope: string, steps = MOST_STEPS): string {
    return text.replace(REFERENCE, (whole, address: string, attribute: string, key: string | undefined) => {
      const resource = this.byReference.get(`${scope} ${address}`);
      if (!resource || steps === 0) return whole;
      const value = this.attribute(resource, attribute, key);
      return value === undefined ? `<${resource.address}>` : this.resolved(value, scope, steps - 1);
    });
  }

  private attribute(resource: Resource, attribute: string, key: string | undefined): string | undefined {
    const value = resource.values[attribute];
    const inner = key === undefined ? value : objectOf(value)[key];
    return typeof inner === 'string' ? inner : computed(resource, attribute, this.parts.projects.get(resource.scope));
  }
}

/** `google_pubsub_topic.Runs`: as others in its scope call it. */
const localAddress = ({ address, type }: Resource): string =>
  address.slice(address.lastIndexOf(`${type}.`)).replace(/\[.*\]$/, '');
