import { type JsonObject } from '../../../stacks/level-move/terraform-stack';
import { type Arguments, BUCKET, bucket, compare, GRANT } from './stacks';

describe('a resource that is gone', () => {
  test('is destroyed', () => {
    expect(compare({ [BUCKET]: bucket }, {}).losses).toEqual([
      {
        address: BUCKET,
        does: 'destroy',
        why: 'nothing has its address any more, and no "moved" block says where it went',
      },
    ]);
  });

  const to = 'google_storage_bucket.Store';
  const moved = (...blocks: JsonObject[]) => ({ moved: blocks });

  test('is moved where a block says so, and what refers to it is unchanged', () => {
    const grant = (address: string) => ({ [GRANT]: { bucket: `\${${address}.name}` } });
    const move = compare(
      { [BUCKET]: bucket, ...grant(BUCKET) },
      { [to]: bucket, ...grant(to) },
      moved({ from: BUCKET, to }),
    );
    expect(move).toMatchObject({ added: [], changed: [], moved: [{ from: BUCKET, to }], unchanged: 2, losses: [] });
  });

  test('is followed over several moves', () => {
    const middle = 'google_storage_bucket.Middle';
    const move = compare(
      { [BUCKET]: bucket },
      { [to]: bucket },
      moved({ from: BUCKET, to: middle }, { from: middle, to }),
    );
    expect(move.moved).toEqual([{ from: BUCKET, to }]);
    expect(move.losses).toEqual([]);
  });

  test('is compared at its new address', () => {
    const { losses } = compare(
      { [BUCKET]: bucket },
      { [to]: { ...bucket, location: 'US' } },
      moved({ from: BUCKET, to }),
    );
    expect(losses).toEqual([expect.objectContaining({ address: to, argument: 'location' })]);
  });

  test.each<[string, Arguments, Arguments, string]>([
    ['not there', {}, {}, to],
    ['taken', { [to]: bucket }, { [to]: bucket }, to],
    ['of another type', {}, { 'time_sleep.Store': {} }, 'time_sleep.Store'],
  ])('is destroyed when it would move to an address that is %s', (_, before, after, target) => {
    const { losses } = compare({ [BUCKET]: bucket, ...before }, after, moved({ from: BUCKET, to: target }));
    expect(losses).toEqual([
      {
        address: BUCKET,
        does: 'destroy',
        why: `its "moved" block leads to ${target}, which is not there, taken, or of another type`,
      },
    ]);
  });
});
