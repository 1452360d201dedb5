import { compareStacks } from '../../../stacks/level-move/compare-stacks';
import { type JsonObject } from '../../../stacks/level-move/terraform-stack';
import { BUCKET, bucket, change, compare, GRANT, stackOf } from './stacks';

describe('a replacement', () => {
  test.each<[string, string, JsonObject, JsonObject, object]>([
    ['an argument', BUCKET, {}, { location: 'US' }, { argument: 'location', from: 'EU', to: 'US' }],
    ['an argument that is gone', BUCKET, { project: 'p' }, {}, { argument: 'project', from: 'p' }],
    [
      'an argument inside a block',
      BUCKET,
      { custom_placement_config: { data_locations: ['A'] } },
      { custom_placement_config: { data_locations: ['B'] } },
      { argument: 'custom_placement_config.data_locations', from: ['A'], to: ['B'] },
    ],
    [
      'an argument inside a new block',
      BUCKET,
      {},
      { custom_placement_config: { data_locations: ['A'] } },
      { argument: 'custom_placement_config.data_locations', to: ['A'] },
    ],
    [
      'the number of blocks',
      'google_vertex_ai_endpoint.Churn',
      {},
      { encryption_spec: {} },
      { argument: 'encryption_spec', from: '0 blocks', to: '1 block' },
    ],
    [
      'a block that may not be added, although what is in it may change',
      'google_vertex_ai_feature_group.Customers',
      { big_query: { entity_id_columns: ['id'] } },
      { big_query: { entity_id_columns: ['id'], big_query_source: { input_uri: 'bq://a' } } },
      { argument: 'big_query.big_query_source', from: '0 blocks', to: '1 block' },
    ],
    [
      'a key of a map',
      'time_sleep.Ready',
      { triggers: { a: '1' } },
      { triggers: { a: '2' } },
      { argument: 'triggers.a', from: '1', to: '2' },
    ],
  ])('comes of %s that the provider cannot change', (_, address, before, after, loss) => {
    const move = change(before, after, address);
    const why = 'the provider cannot change it in place';
    expect(move.losses).toEqual([{ address, does: 'replace', why, ...loss }]);
    expect(move).toMatchObject({ changed: [], unchanged: 0 });
  });

  test('comes of a reference to what is replaced, but not of one to what is written there', () => {
    const grant = { bucket: `\${${BUCKET}.self_link}`, role: 'r', member: `\${${BUCKET}.name}` };
    const move = compare(
      { [BUCKET]: bucket, [GRANT]: grant },
      { [BUCKET]: { ...bucket, location: 'US' }, [GRANT]: grant },
    );
    expect(move.losses).toEqual([
      expect.objectContaining({ address: BUCKET, argument: 'location' }),
      {
        address: GRANT,
        does: 'replace',
        argument: 'bucket',
        to: `\${${BUCKET}.self_link}`,
        why: `it comes from ${BUCKET}.self_link, which is known only afterwards`,
      },
    ]);
  });

  test('comes of a reference to an argument that is changed, but not of one to another argument', () => {
    const before = { [BUCKET]: bucket, [GRANT]: { bucket: `\${${BUCKET}.storage_class}`, member: `\${${BUCKET}.id}` } };
    const { losses } = compare(before, { ...before, [BUCKET]: { ...bucket, storage_class: 'NEARLINE' } });
    expect(losses.map(({ argument }) => argument)).toEqual(['bucket']);
  });

  test('comes of a data source that can be read only after something new is there', () => {
    const project = 'data.google_project.This';
    const before = { [project]: { depends_on: ['time_sleep.Ready'] }, [GRANT]: { member: `\${${project}.number}` } };
    const ready = { 'time_sleep.Ready': { create_duration: '1s' } };
    expect(compare({ ...before, ...ready }, { ...before, ...ready }).losses).toEqual([]);
    const after = { ...before, ...ready, [project]: { depends_on: ['time_sleep.Ready', 'time_sleep.Other'] } };
    const { losses } = compare({ ...before, ...ready }, { ...after, 'time_sleep.Other': { create_duration: '1s' } });
    expect(losses).toEqual([
      expect.objectContaining({
        address: GRANT,
        argument: 'member',
        why: `it comes from ${project}.number, which is known only afterwards`,
      }),
    ]);
  });

  test('comes of replace_triggered_by when what it names is changed', () => {
    const pulled = { ...bucket, lifecycle: { replace_triggered_by: ['time_sleep.Ready'] } };
    const of = (create_duration: string) => ({ [BUCKET]: pulled, 'time_sleep.Ready': { create_duration } });
    expect(compare(of('1s'), of('1s')).losses).toEqual([]);
    expect(compare(of('1s'), of('2s')).losses).toEqual([
      expect.objectContaining({ address: BUCKET, argument: 'lifecycle.replace_triggered_by' }),
    ]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['terraform.backend.gcs', {}, { terraform: { backend: { gcs: { bucket: 'b', prefix: 'other' } } } }],
    [
      'provider.google.project',
      { provider: { google: [{ project: 'a' }] } },
      { provider: { google: [{ project: 'b' }] } },
    ],
  ])('comes of another %s', (address, before, after) => {
    const { losses } = compareStacks(stackOf({}, before), stackOf({}, after));
    expect(losses).toEqual([expect.objectContaining({ address, does: 'replace' })]);
  });
});
