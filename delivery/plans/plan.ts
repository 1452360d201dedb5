/** What Terraform plans for a stack, as people decide about it. */
import { bearsData } from './data-bearing';

/** What counts of `terraform show -json PLAN`. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly mode: string;
    readonly type: string;
    readonly action_reason?: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before?: unknown;
      readonly after?: unknown;
      readonly after_unknown?: unknown;
      readonly replace_paths?: readonly (readonly (string | number)[])[];
    };
  }[];
}

/** In the order in which a reader has to know of them. */
export const ACTIONS = ['destroy', 'replace', 'forget', 'change', 'add', 'move'] as const;
export type Action = (typeof ACTIONS)[number];

export interface PlannedChange {
  readonly address: string;
  readonly action: Action;
  /** Of what is changed or replaced: the arguments that it comes from, sorted. Values are not told: some are secret. */
  readonly arguments: readonly string[];
  /** Of what is moved: where it was. */
  readonly from?: string;
  /** Something that nobody can make again would be lost. */
  readonly losesData: boolean;
}

export interface PlannedStack {
  readonly name: string;
  /** In the order of `ACTIONS`. */
  readonly changes: readonly PlannedChange[];
  /** Why there is no plan, in Terraform's words. */
  readonly failure?: string;
}

/** Reads the plan of a stack. */
export function plannedStack(name: string, { resource_changes: all = [] }: PlanJson): PlannedStack {
  const changes = all.filter(({ mode }) => mode === 'managed').flatMap(changesOf);
  return { name, changes: ACTIONS.flatMap((action) => changes.filter((change) => change.action === action)) };
}

type ResourceChange = NonNullable<PlanJson['resource_changes']>[number];

function changesOf({ address, previous_address: from, type, change }: ResourceChange): PlannedChange[] {
  const action = actionOf(change.actions);
  const moved = from === undefined ? [] : [{ address, from, action: 'move', arguments: [], losesData: false } as const];
  if (action === undefined) return moved;
  const causes = action === 'replace' ? replacing(change) : action === 'change' ? differing(change) : [];
  const losesData = (action === 'destroy' || action === 'replace') && bearsData(type);
  return [...moved, { address, action, arguments: causes, losesData }];
}

function actionOf(actions: readonly string[]): Action | undefined {
  const [has, only] = [(action: string) => actions.includes(action), actions.join()];
  // A replacement is both, in either order, or lets go of the old one and makes another.
  if (has('create') && (has('delete') || has('forget'))) return 'replace';
  const single: Readonly<Record<string, Action>> = {
    delete: 'destroy',
    forget: 'forget',
    update: 'change',
    create: 'add',
  };
  return single[only];
}

const replacing = ({ replace_paths: paths = [] }: ResourceChange['change']): string[] =>
  sorted(paths.map((path) => path.filter((part) => typeof part === 'string').join('.')));

function differing({ before, after, after_unknown: unknown }: ResourceChange['change']): string[] {
  const [from, to, later] = [objectOf(before), objectOf(after), objectOf(unknown)];
  const differs = (name: string) =>
    JSON.stringify(from[name]) !== JSON.stringify(to[name]) || JSON.stringify(later[name] ?? false).includes('true');
  return sorted([...Object.keys(from), ...Object.keys(to), ...Object.keys(later)].filter(differs));
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
