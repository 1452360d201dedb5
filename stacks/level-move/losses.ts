import { type ArgumentChange } from './argument-changes';
import { ADDRESS } from './references';
import { replaces, rulesOf } from './replacement-rules';
import { type Declared, type Json, listOf, objectOf, type TerraformStackJson } from './terraform-stack';

/** A resource that would not survive, or of which that cannot be said. */
export interface Loss {
  readonly address: string;
  readonly does: 'replace' | 'destroy' | 'unknown';
  /** The argument that it comes from. */
  readonly argument?: string;
  readonly from?: Json;
  readonly to?: Json;
  readonly why: string;
}

/** What all resources of a stack hang on: the place of its state, and the projects and regions of its providers. */
export function settingLosses(before: TerraformStackJson, after: TerraformStackJson): Loss[] {
  const names = [...new Set([...before.settings.keys(), ...after.settings.keys()])];
  return names.flatMap((address) => {
    const [from, to] = [before.settings.get(address), after.settings.get(address)];
    if (isSame(from, to)) return [];
    const why = address.startsWith('terraform.')
      ? 'Terraform would not find what it has made, and make everything anew'
      : 'resources that name none of their own would be made anew';
    return { address, does: 'replace', from, to, why };
  });
}

/** Resources that are no longer there, and would be destroyed. */
export function missingLosses(missing: readonly string[], after: TerraformStackJson): Loss[] {
  return missing.map((address) => {
    const block = after.moved.find(({ from }) => from === address);
    const why = block
      ? `its "moved" block leads to ${block.to}, which is not there, taken, or of another type`
      : 'nothing has its address any more, and no "moved" block says where it went';
    return { address, does: 'destroy', why };
  });
}

/** What changes of a resource's arguments make of it. */
export function changeLosses({ type }: Declared, address: string, changes: readonly ArgumentChange[]): Loss[] {
  const rules = rulesOf(type);
  if (!rules) {
    const why = `what makes a ${type} anew is not known here`;
    return changes.slice(0, 1).map(({ argument, from, to }) => ({ address, does: 'unknown', argument, from, to, why }));
  }
  return changes
    .filter(({ argument }) => replaces(rules, argument))
    .map(({ argument, from, to, follows }) => {
      const why = follows
        ? `it comes from ${follows}, which is known only afterwards`
        : 'the provider cannot change it in place';
      return { address, does: 'replace', argument, from, to, why };
    });
}

/** What Terraform itself makes of a resource. */
export function lifecycleLosses(
  before: Declared,
  after: Declared,
  address: string,
  changes: ReadonlyMap<string, readonly ArgumentChange[]>,
): Loss[] {
  const repeated = ['count', 'for_each'].filter((name) => !isSame(before.arguments[name], after.arguments[name]));
  const touched = new Set([...changes].filter(([, { length }]) => length > 0).map(([other]) => other));
  const triggers = listOf(objectOf(after.arguments.lifecycle).replace_triggered_by).map(String);
  const pulled = triggers.filter((trigger) => (trigger.match(ADDRESS) ?? []).some((other) => touched.has(other)));
  return [
    ...repeated.map((argument): Loss => {
      const [from, to] = [before.arguments[argument], after.arguments[argument]];
      return { address, does: 'unknown', argument, from, to, why: 'which of its instances stay is not known here' };
    }),
    ...pulled.map((to): Loss => {
      const argument = 'lifecycle.replace_triggered_by';
      return { address, does: 'replace', argument, to, why: 'what it names is changed' };
    }),
  ];
}

const isSame = (from: Json | undefined, to: Json | undefined): boolean => JSON.stringify(from) === JSON.stringify(to);
