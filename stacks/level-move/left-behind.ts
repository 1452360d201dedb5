import { holdsData } from '../lowering/data-holding';
import { type GoesOn, goesOn } from './goes-on';
import { type TerraformStackJson } from './terraform-stack';

/** A resource that stays as it is, and that the stack no longer manages. */
export interface LeftBehind {
  readonly address: string;
  readonly type: string;
  /** It holds what cannot be made again: it is kept in any case. */
  readonly holdsData: boolean;
  /** What it goes on doing, or costing, by itself. */
  readonly goesOn?: GoesOn;
}

/** What is to be known of resources that are left behind. */
export const leftBehind = (stack: TerraformStackJson, addresses: readonly string[]): LeftBehind[] =>
  addresses.map((address) => {
    const declared = stack.resources.get(address)!;
    const activity = goesOn(declared, stack);
    const { type } = declared;
    return { address, type, holdsData: holdsData(type), ...(activity && { goesOn: activity }) };
  });
