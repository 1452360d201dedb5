import { GoogleApi, jsonOf } from '../../functions/retrain/google/api';
import { PermanentProblem, TransientProblem } from '../../runs/problems';

const call = { method: 'GET', host: 'pubsub.googleapis.com', path: '/v1/x' } as const;
const answering = (status: number, body: string, headers = {}) =>
  new GoogleApi({ tokens: async () => 'secret', fetch: async () => new Response(body, { status, headers }) });

test('a call has the token, the query without what is not given, and the body as JSON', async () => {
  const seen: [string, RequestInit | undefined][] = [];
  const api = new GoogleApi({
    tokens: async () => 'secret',
    fetch: async (url, init) => {
      seen.push([String(url), init]);
      return new Response('{"fine":true}');
    },
  });
  const answer = await api.call({ ...call, method: 'POST', query: { a: 'x y', b: undefined, c: 3 }, body: { d: 1 } });
  expect(jsonOf(answer)).toEqual({ fine: true });
  expect(seen).toMatchObject([['https://pubsub.googleapis.com/v1/x?a=x+y&c=3', { method: 'POST', body: '{"d":1}' }]]);
  expect(seen[0]![1]!.headers).toMatchObject({ authorization: 'Bearer secret' });
});

test.each([400, 403, 404, 410, 412, 413, 422])('status %i is final', async (status) => {
  await expect(answering(status, '').call(call)).rejects.toThrow(PermanentProblem);
});

test.each([401, 408, 409, 425, 429, 500, 502, 503, 504])('status %i may pass', async (status) => {
  await expect(answering(status, '').call(call)).rejects.toThrow(TransientProblem);
});

test('a problem says what was called and what Google says, and tells no token', async () => {
  const body = JSON.stringify({
    error: { code: 403, status: 'PERMISSION_DENIED', message: 'Ask your administrator.' },
  });
  await expect(answering(403, body).call(call)).rejects.toThrow(
    'GET pubsub.googleapis.com/v1/x: 403 PERMISSION_DENIED: Ask your administrator.',
  );
});

test('an answer that is no JSON, as of a proxy, is a problem like any other', async () => {
  await expect(answering(502, '<html>').call(call)).rejects.toThrow('GET pubsub.googleapis.com/v1/x: 502');
});

test('an answer that does not come in time may come later', async () => {
  const never: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason)));
  const api = new GoogleApi({ tokens: async () => 'secret', fetch: never, timeoutMs: 5 });
  // The timer of a time limit keeps no process alive: something else has to.
  const alive = setInterval(() => undefined, 1000);
  await expect(api.call(call)).rejects.toThrow(/^GET pubsub.googleapis.com\/v1\/x: no answer \(.*timeout/);
  clearInterval(alive);
});

test('without credentials there is a problem that may pass', async () => {
  const api = new GoogleApi({ tokens: () => Promise.reject(new Error('no metadata server')) });
  await expect(api.call(call)).rejects.toThrow('no access token (no metadata server)');
  await expect(api.call(call)).rejects.toThrow(TransientProblem);
});
