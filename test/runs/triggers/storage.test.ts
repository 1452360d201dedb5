import { translate } from '../../../runs/triggers/translate';
import { storagePush } from '../../functions/messages';
import { DATA_BUCKET } from '../../functions/world';
import { DiscoveredApi } from '../../support/discovery/api';
import { eventsOf, ROUTES, translated } from './translated';

describe('a notification of Cloud Storage', () => {
  test('asks for a training of each model that waits for the object', async () => {
    const name = 'incoming/orders/2026-03-01.parquet';
    expect(await translated(storagePush({ name, generation: '7' }))).toEqual({
      requests: ['churn', 'demand'].map((model) => ({
        ...{ version: 1, model, purpose: 'training', reason: 'new-data', parameters: {}, ignoreCooldown: false },
        event: `gs://${DATA_BUCKET}/${name}#7`,
        detail: `new object gs://${DATA_BUCKET}/${name}`,
      })),
    });
  });

  test('is of an object as its discovery document describes one', () => {
    const object = JSON.parse(Buffer.from(storagePush().message.data, 'base64').toString()) as object;
    expect(new DiscoveredApi('storage.v1').problems('Object', object)).toEqual([]);
  });

  test('is one event for one generation, however often it is told, and another for the next', async () => {
    const [first, again, next] = [storagePush(), storagePush(), storagePush({ generation: '2' })];
    expect(first.message.messageId).not.toBe(again.message.messageId);
    expect(await eventsOf(first)).toEqual(await eventsOf(again));
    expect(await eventsOf(first)).not.toEqual(await eventsOf(next));
  });

  test.each(['OBJECT_DELETE', 'OBJECT_ARCHIVE', 'OBJECT_METADATA_UPDATE'])('of %s is ignored', async (eventType) => {
    expect(await translated(storagePush({ eventType }))).toEqual({ ignored: `${eventType} is no arrival of data` });
  });

  test('of a folder, or of what nobody waits for, is ignored with the reason', async () => {
    expect(await translated(storagePush({ name: 'incoming/orders/' }))).toEqual({
      ignored: `gs://${DATA_BUCKET}/incoming/orders/ is a folder`,
    });
    expect(await translated(storagePush({ name: 'outgoing/x.csv' }))).toEqual({
      ignored: `no model waits for gs://${DATA_BUCKET}/outgoing/x.csv`,
    });
  });

  test('without what identifies the object is refused', async () => {
    const { message } = storagePush();
    const attributes = { ...message.attributes, objectGeneration: '' };
    expect(await translate({ ...message, attributes }, async () => ROUTES)).toEqual({
      refused: 'notification of Cloud Storage without bucketId, objectId or objectGeneration',
    });
  });
});
