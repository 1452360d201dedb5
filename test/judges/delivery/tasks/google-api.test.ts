import { answer, tasks } from './run-task';

const { run } = tasks();
const URL = 'https://example.googleapis.com/v1/things';

test('prints the answer as it came', async () => {
  const { status, output, commands } = await run(`google-api.sh GET ${URL}`, [
    { command: /^curl/, stdout: '{"a":\n 1}\n\n200' },
  ]);
  expect({ status, output, commands }).toEqual({ status: 0, output: '{"a":\n 1}\n\n', commands: [`GET ${URL}`] });
});

test('sends a file as JSON', async () => {
  const { calls } = await run(`google-api.sh POST ${URL} body.json`, [answer(/POST/, {})], {
    files: { 'body.json': '{"b":2}' },
  });
  expect(calls[0]!.input).toBe('{"b":2}');
  expect(calls[0]!.command).toContain("--header 'Content-Type: application/json' --data @body.json");
});

test.each([
  ['there is no such thing', answer(/^curl/, {}, 404), 4, `GET ${URL}: there is no such thing\n`],
  ['it is refused', answer(/^curl/, { error: 'no' }, 403), 1, `GET ${URL} answered 403: {"error":"no"}\n\n`],
  ['nothing came back', { command: /^curl/, stdout: '\n000', status: 28 }, 1, `GET ${URL} answered 000: \n\n`],
  ['curl said nothing at all', { command: /^curl/, status: 6 }, 1, `GET ${URL} answered nothing: \n`],
])('tells by its exit code when %s', async (_, said, status, output) => {
  expect(await run(`google-api.sh GET ${URL}`, [said])).toMatchObject({ status, output });
});

test('asks nothing without a token', async () => {
  const { status, commands } = await run(`google-api.sh GET ${URL}`, [{ command: /^gcloud/, status: 1 }]);
  expect({ status, commands }).toEqual({ status: 1, commands: [] });
});
