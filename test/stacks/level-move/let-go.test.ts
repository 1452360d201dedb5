import { compareStacks } from '../../../stacks/level-move/compare-stacks';
import { type JsonObject, readStack } from '../../../stacks/level-move/terraform-stack';
import { planOfStack } from '../../../stacks/level-move/plan-of-terraform';
import { type Arguments, BUCKET, bucket, compare, GRANT, stackJson, stackOf } from './stacks';

const removed = (from: string, lifecycle: JsonObject | JsonObject[] = { destroy: false }) => ({
  removed: [{ from, lifecycle }],
});

describe('a resource that a "removed" block names', () => {
  test.each([{ destroy: false }, [{ destroy: false }]])('is let go of and not destroyed by %j', (lifecycle) => {
    const move = compare({ [BUCKET]: bucket }, {}, removed(BUCKET, lifecycle));
    expect(move.letGo).toEqual([{ address: BUCKET, type: 'google_storage_bucket', holdsData: true }]);
    expect(move.losses).toEqual([]);
  });

  test.each<JsonObject>([{ destroy: true }, {}])('is destroyed by %j', (lifecycle) => {
    const { letGo, losses } = compare({ [BUCKET]: bucket }, {}, removed(BUCKET, lifecycle));
    expect(letGo).toEqual([]);
    expect(losses).toEqual([expect.objectContaining({ address: BUCKET, does: 'destroy' })]);
  });

  test('and that was not there, is none of the move', () => {
    expect(compare({ [BUCKET]: bucket }, { [BUCKET]: bucket }, removed(GRANT)).letGo).toEqual([]);
  });
});

test('what may be destroyed is no loss, and is told apart', () => {
  const [before, after] = [stackOf({ [BUCKET]: bucket, [GRANT]: {} }), stackOf({})];
  const { destroyed, losses } = compareStacks(before, after, (type) => type !== 'google_storage_bucket');
  expect(destroyed).toEqual([GRANT]);
  expect(losses.map(({ address }) => address)).toEqual([BUCKET]);
});

describe('what goes on by itself', () => {
  const goesOn = (address: string, args: JsonObject, others: Arguments = {}) => {
    const before = readStack('platform-dev', stackJson({ ...others, [address]: args }));
    return compareStacks(before, stackOf(others, removed(address))).letGo[0]?.goesOn;
  };

  test('is told with the command that ends it, by the names that are written', () => {
    const job = { name: 'train', region: 'europe-west4', project: 'acme' };
    expect(goesOn('google_cloud_scheduler_job.Train', job)).toEqual({
      does: 'asks for runs by the clock',
      stop: 'gcloud scheduler jobs pause train --location europe-west4 --project acme',
    });
  });

  test('takes names from where an argument refers to', () => {
    const notice = { bucket: `\${${BUCKET}.name}` };
    expect(goesOn('google_storage_notification.New', notice, { [BUCKET]: bucket })?.stop).toBe(
      'gcloud storage buckets notifications delete gs://acme-data',
    );
  });

  test('leaves a place holder where a name is known to Google only', () => {
    const notice = { bucket: `\${${BUCKET}.id}` };
    expect(goesOn('google_storage_notification.New', notice, { [BUCKET]: bucket })?.stop).toMatch(/gs:\/\/BUCKET$/);
  });

  test.each<[string, JsonObject, boolean]>([
    ['google_pubsub_subscription.Push', { push_config: {} }, true],
    ['google_pubsub_subscription.Pull', {}, false],
    ['google_vertex_ai_feature_online_store_featureview.Timed', { sync_config: {} }, true],
    ['google_vertex_ai_feature_online_store_featureview.ByHand', {}, false],
    ['google_vertex_ai_feature_online_store.Online', {}, true],
    ['google_cloudbuild_trigger.Apply', {}, true],
    ['google_service_account.Runner', {}, false],
  ])('%s with %j: %s', (address, args, goes) => {
    expect(goesOn(address, args) !== undefined).toBe(goes);
  });
});

describe('a plan of Terraform', () => {
  const plan = (...actions: string[]) => ({
    resource_changes: [{ address: BUCKET, mode: 'managed', change: { actions } }],
  });

  test('that forgets a resource loses nothing', () => {
    expect(planOfStack('platform-dev', plan('forget'))).toMatchObject({ letGo: [BUCKET], losses: [] });
  });

  test('that makes another one in its place replaces it', () => {
    const { letGo, losses } = planOfStack('platform-dev', plan('create', 'forget'));
    expect(letGo).toEqual([]);
    expect(losses).toEqual([expect.objectContaining({ address: BUCKET, does: 'replace' })]);
  });
});
