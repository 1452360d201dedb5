import fc from 'fast-check';
import { DELIVERY } from '../../../runs/delivery';
import { push } from '../../functions/messages';
import { translated } from './translated';

test('what is larger than any message should be is refused unread', async () => {
  expect(await translated(push(' '.repeat(DELIVERY.maxMessageBytes + 1)))).toEqual({
    refused: 'oversized: 262145 bytes, of at most 262144',
  });
});

test('whatever comes is translated or refused, and never an error', async () => {
  const json = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((text) => `{"incident":${text},"version":"1.2"}`),
  );
  const attributes = fc.dictionary(
    fc.constantFrom('eventType', 'bucketId', 'objectId', 'objectGeneration'),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(json, attributes, async (data, given) => {
      const result = await translated(push(data, { attributes: given }));
      expect(Object.keys(result)).toHaveLength(1);
    }),
  );
});
