import { type Push, readPush } from '../../../runs/triggers/push';
import { alertPush, requestPush, storagePush, tablePush } from '../../functions/messages';
import { DiscoveredApi } from '../../support/discovery/api';

describe('a push of Pub/Sub', () => {
  const body = JSON.parse(JSON.stringify(requestPush({}, { deliveryAttempt: 3 }))) as Push;

  test('is read, with fields that may be added', () => {
    expect(readPush({ ...body, later: true })).toMatchObject({
      message: { data: body.message.data, messageId: body.message.messageId },
      deliveryAttempt: 3,
    });
  });

  test('may have no data, no attributes, and no attempt', () => {
    const { messageId, publishTime } = body.message;
    const read = readPush({ message: { messageId, publishTime }, subscription: body.subscription });
    expect(read).toEqual({
      message: { data: '', attributes: {}, messageId, publishTime },
      subscription: body.subscription,
    });
  });

  test.each([undefined, null, '', [], {}, { message: {} }, { ...body, message: { ...body.message, data: 5 } }])(
    'is not %j',
    (other) => {
      expect(readPush(other)).toBeUndefined();
    },
  );

  test('in these tests is one that the discovery document describes', () => {
    for (const { message } of [requestPush(), storagePush(), tablePush(), alertPush()]) {
      const { data, attributes, messageId, publishTime } = message;
      expect(
        new DiscoveredApi('pubsub.v1').problems('PubsubMessage', { data, attributes, messageId, publishTime }),
      ).toEqual([]);
    }
  });
});
