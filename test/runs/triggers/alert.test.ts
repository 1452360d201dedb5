import { alertPush, push } from '../../functions/messages';
import { translated } from './translated';

describe('a notification of Cloud Monitoring', () => {
  test('of an incident that opens asks for what the labels of its policy say', async () => {
    const labels = { 'mlops-model': 'churn', 'mlops-purpose': 'monitoring', team: 'growth' };
    expect(await translated(alertPush({ labels }))).toMatchObject({
      requests: [{ model: 'churn', purpose: 'monitoring', reason: 'degradation', event: 'alert:0.n8x5cf3yyfo0' }],
    });
  });

  test('asks for a training when the policy does not say for what', async () => {
    expect(await translated(alertPush({ labels: { 'mlops-model': 'churn' } }))).toMatchObject({
      requests: [{ purpose: 'training' }],
    });
  });

  test('of an incident that closes, or of a test of the channel, is ignored', async () => {
    expect(await translated(alertPush({ state: 'closed' }))).toEqual({ ignored: 'incident 0.n8x5cf3yyfo0 is closed' });
    const test = { version: 'test', incident: { incident_id: '12345', condition_name: 'test condition' } };
    expect(await translated(push(JSON.stringify(test)))).toEqual({ ignored: 'a test of the notification channel' });
  });

  test.each([
    [null, '"churn: skew or drift" does not say whom it concerns: it has no user label mlops-model'],
    [{ 'mlops-model': 'Churn' }, 'user labels of "churn: skew or drift": model: '],
    [{ 'mlops-model': 'churn', 'mlops-purpose': 'fun' }, 'user labels of "churn: skew or drift": purpose: '],
  ])('of a policy with the labels %j is refused', async (labels, why) => {
    expect(await translated(alertPush({ labels }))).toMatchObject({ refused: expect.stringContaining(why) });
  });

  test('of another form is refused', async () => {
    expect(await translated(push('{"incident":{"state":"open"},"version":"1.2"}'))).toMatchObject({
      refused: expect.stringContaining('incident.incident_id'),
    });
  });
});
