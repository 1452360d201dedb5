import { type TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type Expected, mismatches } from './match';
import { normalize } from './normalize';
import { referencesIn } from './references';
import { type Json, type JsonObject, parseStack, readStacks, type StackJson } from './stack-json';
import { elementsOf, type TemplateResource } from './elements';
import { capabilitiesOf, stacksBelow, synthesizeApp } from './synthesize';

export { type TemplateResource } from './elements';

/** Part of a resource's arguments, as Terraform spells them. `undefined` expects that an argument is absent. */
export type Properties = { readonly [argument: string]: Expected };

/** How many resources an error message shows. */
const SHOWN = 3;

/** The Terraform of one stack, or of all stacks of an app, to make assertions about. */
export class Template {
  private readonly elements: ReadonlyMap<string, TemplateResource>;

  private constructor(
    private readonly stacks: readonly StackJson[],
    private readonly capabilities?: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ) {
    const elements = stacks.flatMap((stack) => elementsOf(stack, capabilities?.get(stack.name)));
    const key = ({ stack, address }: TemplateResource) => (stacks.length > 1 ? `${stack}/${address}` : address);
    this.elements = new Map(elements.map((element) => [key(element), element]));
  }

  /**
   * The stack as it is written when its whole app is synthesized: with aspects, validations, and references from and
   * to other stacks.
   *
   * @throws whatever synthesis refuses
   */
  static fromStack(stack: TerraformStack): Template {
    return Template.fromApp(stack.node.root).stack(stack.node.id);
  }

  /**
   * All stacks of an app. Where there are several, addresses begin with the stack: `platform-dev/google_project.X`.
   *
   * @throws whatever synthesis refuses
   */
  static fromApp(app: IConstruct): Template {
    const stacks = synthesizeApp(app);
    return new Template(stacks, new Map(stacksBelow(app).map((stack) => [stack.node.id, capabilitiesOf(stack)])));
  }

  /**
   * One stack from the text or the parsed content of a `cdk.tf.json`.
   *
   * @throws Error when it is no JSON object
   */
  static fromJson(json: string | object): Template {
    return new Template([parseStack('stack', typeof json === 'string' ? json : JSON.stringify(json))]);
  }

  /**
   * The stacks of a folder that `mlops synth --out FOLDER` or `cdktf synth` wrote.
   *
   * @throws Error when the folder holds none
   */
  static fromFolder(folder: string): Template {
    return new Template(readStacks(folder));
  }

  /** The names of the stacks. */
  stackNames(): string[] {
    return this.stacks.map(({ name }) => name);
  }

  /**
   * One stack out of several.
   *
   * @throws Error when there is none of that name
   */
  stack(name: string): Template {
    const found = this.stacks.filter((stack) => stack.name === name);
    if (found.length === 0) throw new Error(`no stack "${name}": there are ${this.stackNames().join(', ')}`);
    return new Template(found, this.capabilities);
  }

  /** Addresses of resources, data sources (`data.TYPE.ID`) and outputs (`output.ID`), in alphabetical order. */
  addresses(): string[] {
    return [...this.elements.keys()].sort();
  }

  /** Resources of a Terraform type, in order of address; data sources by `data.TYPE`. */
  resources(type: string): TemplateResource[] {
    return this.all().filter((resource) => resource.type === type);
  }

  /**
   * The resource, data source or output at an address.
   *
   * @throws Error when there is none
   */
  resource(address: string): TemplateResource {
    const found = this.elements.get(address);
    if (!found) throw new Error(`no "${address}"; there are:\n${list(this.addresses())}`);
    return found;
  }

  /**
   * Resources of a capability, by its kind: `data-stores`.
   *
   * @throws Error when the template was read from JSON, which does not say what a resource belongs to
   */
  byCapability(kind: string): TemplateResource[] {
    if (!this.capabilities)
      throw new Error('Terraform JSON does not say which capability a resource belongs to: use fromStack or fromApp');
    return this.all().filter(({ capability }) => capability === kind);
  }

  /** @throws Error when there are more or fewer resources of the type */
  resourceCountIs(type: string, count: number): void {
    const found = this.resources(type).map(({ address }) => address);
    if (found.length !== count)
      throw new Error(`${found.length} ${type}, not ${count}${found.length > 0 ? `:\n${list(found)}` : ''}`);
  }

  /**
   * Finds a resource that has at least these arguments. Lists must have as many items as expected.
   *
   * @returns the first that has
   * @throws Error that shows the nearest ones and how they differ
   */
  hasResource(type: string, properties: Properties = {}): TemplateResource {
    const candidates = this.resources(type).map((resource) => ({
      resource,
      problems: mismatches(resource.properties, properties),
    }));
    const match = candidates.find(({ problems }) => problems.length === 0);
    if (match) return match.resource;
    if (candidates.length === 0) throw new Error(`no ${type}; there are:\n${list(this.types())}`);
    const nearest = candidates.sort((a, b) => a.problems.length - b.problems.length).slice(0, SHOWN);
    const texts = nearest.map(({ resource, problems }) => `${resource.address}: ${problems.join('; ')}`);
    throw new Error(`none of ${candidates.length} ${type} has these arguments; nearest:\n${list(texts)}`);
  }

  /**
   * Everything that a resource waits for: what its arguments and `depends_on` refer to, what those refer to, and so on.
   *
   * @throws Error when there is no such address
   */
  reachableFrom(address: string): string[] {
    const from = this.resource(address);
    const inStack = this.stacks.length > 1 ? `${from.stack}/` : '';
    const known = { has: (other: string) => this.elements.has(inStack + other) };
    const reached = new Set<string>();
    const visit = (at: string): void => {
      for (const next of referencesIn(this.resource(at).properties, known).map((other) => inStack + other)) {
        if (reached.has(next)) continue;
        reached.add(next);
        visit(next);
      }
    };
    visit(address);
    return [...reached].sort();
  }

  /**
   * What to keep as a snapshot: no versions, no state backend, no CDKTF metadata, keys in order. Several stacks are
   * keyed by their names.
   */
  normalized(): { [key: string]: Json } {
    if (this.stacks.length === 1) return normalize(this.stacks[0]!.json);
    return Object.fromEntries(this.stacks.map(({ name, json }): [string, JsonObject] => [name, normalize(json)]));
  }

  private all(): TemplateResource[] {
    return this.addresses().map((address) => this.elements.get(address)!);
  }

  private types(): string[] {
    return [...new Set(this.all().map(({ type }) => type))];
  }
}

const list = (lines: readonly string[]) => lines.map((line) => `  ${line}`).join('\n');
