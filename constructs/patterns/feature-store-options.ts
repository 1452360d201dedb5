import { type ColumnType } from '../bigquery/columns';
import { type Rule } from '../core/errors';
import { type Schedule } from '../core/schedule';
import { type OnlineServing } from '../vertex-ai/feature-online-store';

/** A table or view of one of the store's datasets. */
export interface FeatureSource {
  /** Key of the dataset. */
  readonly dataset: string;
  readonly table: string;
}

/** A column that is registered as a feature. */
export interface FeatureOptions {
  /**
   * Type of the column.
   * @default - not needed, unless the table is made
   */
  readonly type?: ColumnType;
  /** @default - the id of the feature */
  readonly column?: string;
  /** @default - none */
  readonly description?: string;
}

export interface FeatureGroupOptions {
  /** Changing it is refused while the group is protected: take another key. */
  readonly source: FeatureSource;
  /** @default ['entity_id'] */
  readonly entityIdColumns?: readonly string[];
  /** By id: lower-case letters, digits and underscores. */
  readonly features: Readonly<Record<string, FeatureOptions>>;
  /**
   * Make the table from the types of the features, with the entity ids as text and `feature_timestamp`. Google refuses
   * features of a table that is not there, as in a new project.
   * @default false
   */
  readonly makeTable?: boolean;
  /** @default - none */
  readonly description?: string;
}

export interface FeatureViewOptions {
  /** Registered features, by group; or all columns of a table that has one row an entity. */
  readonly source:
    | { readonly groups: Readonly<Record<string, readonly string[]>> }
    | (FeatureSource & { readonly entityIdColumns: readonly string[] });
  /** @default - synced when somebody asks for it */
  readonly sync?: Schedule;
}

export interface OnlineStoreOptions {
  /** What it is made of, once and for all. */
  readonly serving: OnlineServing;
  /** What it serves, by key. */
  readonly views: Readonly<Record<string, FeatureViewOptions>>;
  /**
   * Projects that reach an `optimized` store in a private environment, besides its own. Without effect elsewhere.
   * @default - no others
   */
  readonly consumerProjects?: readonly string[];
  /**
   * Why Google's key may encrypt what is served, where keys of the project encrypt everything else.
   * @default - it may not
   */
  readonly googleManagedKey?: { readonly reason: string };
}

/** What is checked together. */
interface Checked {
  readonly datasets: Readonly<Record<string, unknown>>;
  readonly groups: Readonly<Record<string, FeatureGroupOptions>>;
  readonly online?: OnlineStoreOptions;
}

/** Keys of the datasets that values come from. */
export function datasetsInUse({ groups, online }: Checked): string[] {
  const views = Object.values(online?.views ?? {});
  return [
    ...Object.values(groups).map(({ source }) => source.dataset),
    ...views.flatMap(({ source }) => ('dataset' in source ? [source.dataset] : [])),
  ];
}

/** What has to hold between datasets, groups and views. */
export const featureStoreRules = ({ datasets, groups, online }: Checked): Rule[] => [
  ...Object.entries(groups).flatMap(([key, group]) => [
    known(`dataset of group "${key}"`, [group.source.dataset], datasets),
    typesOf(key, group),
  ]),
  ...Object.entries(online?.views ?? {}).flatMap(([key, { source }]) =>
    'groups' in source
      ? [
          known(`groups of view "${key}"`, Object.keys(source.groups), groups),
          ...featuresOf(key, source.groups, groups),
        ]
      : [known(`dataset of view "${key}"`, [source.dataset], datasets)],
  ),
];

function typesOf(key: string, { makeTable, features }: FeatureGroupOptions): Rule {
  const without = Object.keys(features).filter((id) => features[id]!.type === undefined);
  return {
    broken: makeTable === true && without.length > 0,
    problem: `the table of group "${key}" cannot be made: no type is given for ${without.join(', ')}`,
  };
}

function featuresOf(
  view: string,
  chosen: Readonly<Record<string, readonly string[]>>,
  groups: Checked['groups'],
): Rule[] {
  return Object.entries(chosen).map(([key, ids]) =>
    known(`features of group "${key}" in view "${view}"`, groups[key] ? ids : [], groups[key]?.features ?? {}),
  );
}

function known(what: string, names: readonly string[], allowed: Readonly<Record<string, unknown>>): Rule {
  const unknown = names.filter((name) => !Object.hasOwn(allowed, name));
  const there = Object.keys(allowed).join(', ') || 'none';
  return { broken: unknown.length > 0, problem: `${what}: ${unknown.join(', ')} not found; there are ${there}` };
}
