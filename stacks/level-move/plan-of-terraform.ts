import { type Loss } from './losses';
import { type Moved } from './terraform-stack';

/** The part of `terraform show -json PLAN` that says what becomes of resources. */
export interface TerraformPlan {
  /** Empty when nothing is deployed. */
  readonly prior_state?: { readonly values?: { readonly root_module?: { readonly resources?: readonly unknown[] } } };
  readonly resource_changes?: readonly ResourceChange[];
}

interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** What Terraform itself would do to a stack. */
export interface PlanOfStack {
  readonly name: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly moved: readonly Moved[];
  /** Addresses that Terraform forgets, and leaves as they are. */
  readonly letGo: readonly string[];
  readonly losses: readonly Loss[];
}

/** Whether the state that a plan was made on holds anything. */
export const isDeployed = ({ prior_state: state }: TerraformPlan): boolean =>
  (state?.values?.root_module?.resources ?? []).length > 0;

/** Reads a plan: what it adds and changes, and what would be lost. */
export function planOfStack(name: string, { resource_changes: all = [] }: TerraformPlan): PlanOfStack {
  const changes = all.filter(({ mode }) => mode === 'managed');
  const of = (action: string) =>
    changes.filter(({ change }) => change.actions.join() === action).map(({ address }) => address);
  const moved = changes.flatMap(({ address, previous_address: from }) => (from ? [{ from, to: address }] : []));
  const losses = changes.flatMap(lossesOf);
  return { name, added: of('create'), changed: of('update'), moved, letGo: of('forget'), losses };
}

function lossesOf({ address, change, action_reason: reason = 'its plan gives no reason' }: ResourceChange): Loss[] {
  const { actions, replace_paths: paths = [] } = change;
  if (actions.includes('forget') && actions.length > 1)
    return [{ address, does: 'replace', why: 'Terraform would make another one and forget this one' }];
  if (!actions.includes('delete')) return [];
  if (!actions.includes('create')) return [{ address, does: 'destroy', why: reason.replaceAll('_', ' ') }];
  const why = 'Terraform plans to replace it';
  if (paths.length === 0) return [{ address, does: 'replace', why: `${why}: ${reason.replaceAll('_', ' ')}` }];
  return paths.map((path) => ({ address, does: 'replace', argument: argumentOf(path), why }));
}

const argumentOf = (path: readonly (string | number)[]) => path.filter((part) => typeof part === 'string').join('.');
