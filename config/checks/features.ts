/** The feature store: views serve what groups have. */
import { nearest, optionsText } from '../nearest';
import { type Finding } from '../source';
import { type ConfigPath } from '../problems';
import { type FeatureStoreConfig } from '../schema';
import { type Draft, entriesOf, rule } from './rule';

type View = Draft<NonNullable<FeatureStoreConfig['online']>['views'][string]>;

export const viewHasOneSource = rule(
  'A feature view serves either features of `groups`, or a `table` with its `entityIdColumns`.',
  ({ featureStore }, context) =>
    entriesOf(featureStore?.online?.views).flatMap(([key, view]) => {
      const path = ['featureStore', 'online', 'views', key];
      if (['groups', 'table', 'entityIdColumns'].some((name) => context.isWrong([...path, name]))) return [];
      if ((view.groups === undefined) === (view.table === undefined)) return [twoOrNone(path, view)];
      if (view.table === undefined || view.entityIdColumns) return [];
      return [{ path, message: 'a table without entityIdColumns', fix: 'add entityIdColumns: [...]' }];
    }),
);

function twoOrNone(path: ConfigPath, view: View): Finding {
  const message = view.groups ? 'both "groups" and "table"' : 'nothing to serve';
  const fix = view.groups ? 'remove one of the two' : 'add groups: { GROUP: [feature] }';
  return { path, message, allowed: 'either "groups" or "table"', fix };
}

export const viewServesWhatThereIs = rule('A feature view names groups and features that exist.', (config, context) => {
  const { groups, online } = config.featureStore ?? {};
  if (context.isWrong(['featureStore', 'groups'])) return [];
  const known = Object.fromEntries(entriesOf(groups).map(([key, group]) => [key, Object.keys(group.features ?? {})]));
  return entriesOf(online?.views).flatMap(([view, { groups: served }]) =>
    entriesOf(served).flatMap(([group, features]) => {
      const path = ['featureStore', 'online', 'views', view, 'groups', group];
      const there = known[group];
      if (there === undefined) return [unknown(path, group, Object.keys(known), true)];
      return features.flatMap((feature, index) =>
        feature === undefined ||
        there.includes(feature) ||
        context.isWrong(['featureStore', 'groups', group, 'features', feature])
          ? []
          : [unknown([...path, index], feature, there, false)],
      );
    }),
  );
});

function unknown(path: ConfigPath, given: string, known: readonly string[], atKey: boolean): Finding {
  const alike = nearest(given, known);
  const what = atKey ? 'no such feature group' : 'the group has no such feature';
  const fix = alike ? `write "${alike}"` : atKey ? `add "${given}" to featureStore.groups` : 'remove it';
  return { path, atKey, message: what, ...(!atKey && { given }), allowed: optionsText([...known], given), fix };
}

export const madeTablesAreTyped = rule('Features of a group with `makeTable` have a `type`.', ({ featureStore }) =>
  entriesOf(featureStore?.groups).flatMap(([key, { makeTable, features }]) =>
    entriesOf(makeTable ? features : {}).flatMap(([feature, { type }]) => {
      if (type !== undefined) return [];
      const path = ['featureStore', 'groups', key, 'features', feature];
      return [{ path, message: 'the table cannot be made without the type', fix: 'add type: FLOAT64, or what it is' }];
    }),
  ),
);

export const onlineStoreKeyIsDecided = rule(
  'With `security.cmek`, `featureStore.online` has a `googleManagedKey` with its reason.',
  ({ security, featureStore }) => {
    if (!security?.cmek || !featureStore?.online || featureStore.online.googleManagedKey) return [];
    return [
      {
        path: ['featureStore', 'online'],
        atKey: true,
        message: 'an online store cannot have a key of yours yet',
        allowed: 'googleManagedKey: { reason: ... } beside security.cmek',
        fix: 'add the reason, or leave the online store out',
      },
    ];
  },
);
