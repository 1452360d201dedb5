import { requestPush } from '../../functions/messages';
import { eventsOf, translated } from './translated';

describe('a run request', () => {
  test('is an event of its own each time, and the same at each delivery', async () => {
    const pushed = requestPush();
    expect(await eventsOf(pushed)).toEqual([`message:${pushed.message.messageId}`]);
    expect(await eventsOf({ ...pushed, deliveryAttempt: 9 })).toEqual(await eventsOf(pushed));
  });

  test('of a schedule is one event a minute: Cloud Scheduler may publish twice', async () => {
    const at = (publishTime: string) => eventsOf(requestPush({ reason: 'schedule' }, { publishTime }));
    expect(await at('2026-03-02T04:00:00.123Z')).toEqual(['schedule:2026-03-02T04:00']);
    expect(await at('2026-03-02T04:00:59.9Z')).toEqual(['schedule:2026-03-02T04:00']);
    expect(await at('2026-03-02T04:01:00Z')).toEqual(['schedule:2026-03-02T04:01']);
  });

  test('says its event itself if it wants to', async () => {
    expect(await eventsOf(requestPush({ reason: 'schedule', event: 'release 7' }))).toEqual(['release 7']);
  });

  test('with mistakes is refused, and each is named', async () => {
    const wrong = requestPush({ model: 'X', purpose: 'fun', reson: 'manual', reason: undefined } as object);
    const { refused } = (await translated(wrong)) as { refused: string };
    for (const name of ['model: ', 'purpose: ', 'reason: ', 'reson']) expect(refused).toContain(name);
  });
});
