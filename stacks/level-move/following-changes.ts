import { type ArgumentChange, ignoredBy, providerArguments } from './argument-changes';
import { awaited, type Reference, referencesOf } from './references';
import { type JsonObject } from './terraform-stack';

/** A resource or data source that both levels have. */
export interface Kept {
  readonly address: string;
  readonly after: JsonObject;
  /** What differs in what is written. */
  readonly changes: readonly ArgumentChange[];
}

export interface KeptOfStack {
  readonly resources: readonly Kept[];
  readonly data: readonly Kept[];
  /** Addresses of resources that are new. */
  readonly added: ReadonlySet<string>;
  /** Whether changes make the resource anew: then all is new about it that is not written. */
  readonly isReplaced: (address: string, changes: readonly ArgumentChange[]) => boolean;
}

type Changes = ReadonlyMap<string, readonly ArgumentChange[]>;

/** What the provider makes of `labels`. */
const OF_LABELS = ['effective_labels', 'terraform_labels'];

/**
 * The changes of each resource, with those that follow from changes elsewhere: an argument that refers to one that
 * changes is changed too, and so is what comes from a data source that Terraform cannot read before it has made others.
 */
export function withFollowing({ resources, data, added, isReplaced }: KeptOfStack): Changes {
  const references = new Map(
    [...resources, ...data].map(({ address, after }) => [address, ownReferences(after)] as const),
  );
  const written = new Map([...resources, ...data].map(({ address, after }) => [address, after] as const));
  const following = ({ address, changes }: Kept, isOpen: (reference: Reference) => boolean) => [
    ...changes,
    ...(references.get(address) ?? [])
      .filter((reference) => isOpen(reference) && !changes.some(({ argument }) => argument === reference.argument))
      .map(({ argument, text, address, attribute }): ArgumentChange => {
        return { argument, to: text, follows: `${address}.${attribute}` };
      }),
  ];
  const round = (changes: Changes): Changes => {
    const isTouched = (address: string) => added.has(address) || (changes.get(address) ?? []).length > 0;
    const isOpen = ({ address, attribute }: Reference): boolean => {
      const known = changes.get(address) ?? [];
      if (known.length === 0) return false;
      const isAnew = address.startsWith('data.') || isReplaced(address, known);
      if (isAnew && !Object.hasOwn(written.get(address)!, attribute)) return true;
      const roots = known.map(({ argument }) => argument.split('.')[0]!);
      return roots.includes(attribute) || (roots.includes('labels') && OF_LABELS.includes(attribute));
    };
    const unread = data.map((source): [string, readonly ArgumentChange[]] => {
      const waits = awaited(source.after)
        .filter(isTouched)
        .map((address): ArgumentChange => ({ argument: 'depends_on', follows: address }));
      return [source.address, [...following(source, isOpen), ...waits]];
    });
    return new Map([...unread, ...resources.map((kept) => [kept.address, following(kept, isOpen)] as const)]);
  };
  let changes: Changes = new Map([...resources, ...data].map(({ address, changes }) => [address, changes]));
  for (;;) {
    const next = round(changes);
    if (countOf(next) === countOf(changes)) return next;
    changes = next;
  }
}

/** References of arguments that Terraform does not ignore. */
function ownReferences(after: JsonObject): Reference[] {
  const isIgnored = ignoredBy(after);
  return referencesOf(providerArguments(after)).filter(({ argument }) => !isIgnored(argument));
}

const countOf = (changes: Changes): number => [...changes.values()].reduce((sum, { length }) => sum + length, 0);
