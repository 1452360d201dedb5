import { type ArgumentChange, argumentChanges } from './argument-changes';
import { type Kept, withFollowing } from './following-changes';
import { type LeftBehind, leftBehind } from './left-behind';
import { changeLosses, lifecycleLosses, type Loss, missingLosses, settingLosses } from './losses';
import { type Moves, movesBetween } from './moves';
import { renamed } from './references';
import { rulesOf } from './replacement-rules';
import { type Declared, type Moved, type TerraformStackJson } from './terraform-stack';

export interface ChangedResource {
  readonly address: string;
  readonly arguments: readonly ArgumentChange[];
  /** The provider decides more about this type while it plans: only `--plan` knows. */
  readonly decidesMore: boolean;
}

/** What becomes of one stack. */
export interface StackMove {
  readonly name: string;
  /** Addresses of new resources. */
  readonly added: readonly string[];
  /** Resources that are changed in place. */
  readonly changed: readonly ChangedResource[];
  readonly moved: readonly Moved[];
  /** How many resources stay as they are. */
  readonly unchanged: number;
  /** What stays as it is and is no longer managed. */
  readonly letGo: readonly LeftBehind[];
  /** Addresses of what is destroyed on purpose. */
  readonly destroyed: readonly string[];
  /** What would be replaced or destroyed, or may be. */
  readonly losses: readonly Loss[];
}

const NO_RULES = { replace: [], replaceByCount: [], sets: [] };

/** Whether it is wanted that resources of a type are destroyed. */
export type MayDestroy = (type: string) => boolean;

/** Compares a stack of two levels, as Terraform would, from what is written alone. */
export function compareStacks(
  before: TerraformStackJson,
  after: TerraformStackJson,
  mayDestroy: MayDestroy = () => false,
): StackMove {
  const moves = movesBetween(before, after);
  const old = relocated(before, moves);
  const missing = [...old.resources.keys()].filter((address) => !after.resources.has(address));
  const letGo = missing.filter((address) => after.letGo.has(address));
  const ended = missing.filter((address) => !after.letGo.has(address));
  const destroyed = ended.filter((address) => mayDestroy(old.resources.get(address)!.type));
  const added = new Set([...after.resources.keys()].filter((address) => !old.resources.has(address)));
  const resources = kept(old.resources, after.resources);
  const isReplaced = (address: string, changes: readonly ArgumentChange[]) =>
    changeLosses(after.resources.get(address)!, address, changes).some(({ does }) => does === 'replace');
  const changes = withFollowing({ resources, data: kept(old.data, after.data), added, isReplaced });
  const found = [
    ...settingLosses(before, after),
    ...missingLosses(
      ended.filter((address) => !destroyed.includes(address)),
      after,
    ),
    ...resources.flatMap(({ address }) => [
      ...changeLosses(after.resources.get(address)!, address, changes.get(address)!),
      ...lifecycleLosses(old.resources.get(address)!, after.resources.get(address)!, address, changes),
    ]),
  ];
  const lost = new Set(found.filter(({ does }) => does === 'replace').map(({ address }) => address));
  const changed = resources.filter(({ address }) => changes.get(address)!.length > 0 && !lost.has(address));
  return {
    name: after.name,
    added: [...added],
    changed: changed.map(({ address }) => ({
      address,
      arguments: changes.get(address)!,
      decidesMore: rulesOf(after.resources.get(address)!.type)?.decidesMore ?? false,
    })),
    moved: [...moves].map(([from, to]) => ({ from, to })),
    unchanged: resources.length - changed.length - lost.size,
    letGo: leftBehind(old, letGo),
    destroyed,
    losses: found,
  };
}

type Declarations = ReadonlyMap<string, Declared>;

function kept(before: Declarations, after: Declarations): Kept[] {
  return [...after].flatMap(([address, { type, arguments: now }]) => {
    const old = before.get(address);
    if (!old) return [];
    return [{ address, after: now, changes: argumentChanges(old.arguments, now, rulesOf(type) ?? NO_RULES) }];
  });
}

/** The stack with its resources at their new addresses. */
function relocated(stack: TerraformStackJson, moves: Moves): TerraformStackJson {
  const all = (declared: Declarations): Declarations =>
    new Map(
      [...declared].map(([address, { type, arguments: args }]) => [
        moves.get(address) ?? address,
        { type, arguments: renamed(args, moves) },
      ]),
    );
  return { ...stack, resources: all(stack.resources), data: all(stack.data) };
}
