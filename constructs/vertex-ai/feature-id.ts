import { Token } from 'cdktf';
import { type Rule } from '../core/errors';
import { FEATURE_ID, featureIdAllowed } from '../core/naming/table';

/** Most characters: https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores.featureViews/create and .../featureGroups.features/create */
const MOST = { feature: 128, 'feature view': 60 } as const;

/** What has to hold of an id below a feature group or an online store, for `validate`. */
export function featureIdRules(kind: keyof typeof MOST, id: string): Rule[] {
  return [
    {
      broken: !Token.isUnresolved(id) && (!FEATURE_ID.test(id) || id.length > MOST[kind]),
      problem: `${kind} id "${id}" is not valid: at most ${MOST[kind]} ${featureIdAllowed}`,
    },
  ];
}
