import { referencesIn } from '../../../testing/references';
import { type Template, type TemplateResource } from '../../../testing';

/** What waits for what in one stack: by references, and by `depends_on`. */
export class Graph {
  readonly resources: readonly TemplateResource[];
  private readonly byAddress: ReadonlyMap<string, TemplateResource>;
  private readonly next: ReadonlyMap<string, readonly string[]>;
  private readonly reached = new Map<string, ReadonlySet<string>>();

  constructor(
    readonly name: string,
    stack: Template,
  ) {
    this.resources = stack.addresses().map((address) => stack.resource(address));
    this.byAddress = new Map(this.resources.map((resource) => [resource.address, resource]));
    this.next = new Map(
      this.resources.map(({ address, properties }) => [address, referencesIn(properties, this.byAddress)]),
    );
  }

  of(...types: readonly string[]): readonly TemplateResource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** Everything that a resource waits for, itself not included unless it waits for itself. */
  waitsFor(address: string): ReadonlySet<string> {
    const known = this.reached.get(address);
    if (known) return known;
    const reached = new Set<string>();
    const visit = (at: string): void => {
      for (const each of this.next.get(at) ?? []) {
        if (reached.has(each)) continue;
        reached.add(each);
        visit(each);
      }
    };
    visit(address);
    this.reached.set(address, reached);
    return reached;
  }

  /** The resources that an argument refers to. */
  referred(value: unknown): TemplateResource[] {
    return referencesIn({ value: (value ?? null) as string }, this.byAddress).map((each) => this.byAddress.get(each)!);
  }

  /** The service whose agent a member is, whether it is named at once or after a wait. */
  agentIn(member: unknown): string | undefined {
    for (const { type, properties } of this.referred(member)) {
      if (type === 'google_project_service_identity') return String(properties.service);
      if (type === 'data.google_storage_project_service_account') return 'storage.googleapis.com';
      if (type === 'data.google_logging_project_settings') return 'logging.googleapis.com';
      if (type === 'time_sleep') return this.agentIn((properties.triggers as { agent?: string } | undefined)?.agent);
    }
    return undefined;
  }

  /** Grants of a role on what an argument refers to. */
  grantsOf(type: string, role: string, argument: string, on: string): TemplateResource[] {
    return this.of(type).filter(
      ({ properties }) =>
        properties.role === role && this.referred(properties[argument]).some(({ address }) => address === on),
    );
  }
}
