import { type Answer } from '../../../support/delivery/run-build';
import { answer, tasks } from './run-task';

const { run } = tasks();
const SOURCE =
  'https://securesourcemanager.googleapis.com/v1/projects/acme-churn-cicd/locations/europe-west4/repositories/churn/pullRequests';
const TEXT = '## Plan\n"quoted" `code`\\n\u00e9';
const files = { 'plans/summary.md': TEXT };

const comment = (words: string, answers: readonly Answer[] = [], env?: readonly string[]) =>
  run(`comment.sh plans/summary.md ${words}`, answers, { files, env });

test('comments a pull request of Secure Source Manager as the account of the build', async () => {
  const { status, output, commands, calls } = await comment(`${SOURCE} 7`, [answer(/pullRequestComments/, {})]);
  expect({ status, output }).toEqual({ status: 0, output: 'commented on pull request 7\n' });
  expect(commands).toEqual([`POST ${SOURCE}/7/pullRequestComments`]);
  expect(JSON.parse(calls[0]!.input!)).toEqual({ comment: { body: TEXT } });
});

const pull = (number: number, state: string, sha: string) => ({
  name: `projects/p/locations/l/repositories/r/pullRequests/${number}`,
  state,
  head: { ref: 'refs/heads/better', sha },
});

test('finds the pull request by its commit when nobody says its number', async () => {
  const pullRequests = [pull(3, 'OPEN', 'other'), pull(4, 'MERGED', 'abc'), pull(5, 'OPEN', 'abc')];
  const answers = [answer(/GET/, { pullRequests }), answer(/POST/, {})];
  const { output, commands } = await comment(`${SOURCE} ''`, answers, ['COMMIT_SHA=abc']);
  expect(output).toBe('commented on pull request 5\n');
  expect(commands).toEqual([`GET '${SOURCE}?pageSize=100'`, `POST ${SOURCE}/5/pullRequestComments`]);
});

test.each([
  ['no pull request has the commit', [answer(/GET/, {})], 'no open pull request has the commit abc'],
  [
    'they cannot be listed',
    [answer(/GET/, { error: { message: 'no access' } }, 403)],
    'the pull requests cannot be listed',
  ],
  ['Google is out of reach', [{ command: /^curl/, status: 28 }], 'the pull requests cannot be listed'],
])('succeeds and says so when %s', async (_, answers, expected) => {
  const { status, output } = await comment(`${SOURCE} ''`, answers, ['COMMIT_SHA=abc']);
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(`no comment posted: ${expected}`) });
});

test("succeeds, with Google's words, when the comment is refused", async () => {
  const refusal = answer(/POST/, { error: { message: 'permission denied on pullRequestComments' } }, 403);
  const { status, output } = await comment(`${SOURCE} 7`, [refusal]);
  expect(status).toBe(0);
  expect(output).toContain('answered 403: {"error":{"message":"permission denied on pullRequestComments"}}');
  expect(output).toContain('no comment posted: see above');
});

test.each([
  ['github', 'https://api.github.com/repos/acme/churn/issues', 'comments', { body: TEXT }],
  ['gitlab', 'https://git.acme.com/api/v4/projects/acme%2Fchurn/merge_requests', 'notes', { body: TEXT }],
  [
    'bitbucket',
    'https://api.bitbucket.org/2.0/repositories/acme/churn/pullrequests',
    'comments',
    { content: { raw: TEXT } },
  ],
])('comments on %s by the token of a secret', async (_, pulls, path, body) => {
  const secret = 'projects/acme-churn-cicd/secrets/comments/versions/1';
  const { status, output, commands, calls } = await comment(`${pulls} 7 ${secret}`, [
    { command: /^gcloud secrets/, stdout: 'hidden' },
  ]);
  expect({ status, output }).toEqual({ status: 0, output: 'commented on pull request 7\n' });
  expect(commands).toEqual([
    `gcloud secrets versions access ${secret}`,
    expect.stringMatching(new RegExp(`^curl .* --oauth2-bearer hidden .* ${pulls}/7/${path}$`)),
  ]);
  expect(JSON.parse(calls[1]!.input!)).toEqual(body);
});

const GITHUB = 'https://api.github.com/repos/acme/churn/issues';

test('takes the token that the host gives to a build, if there is one', async () => {
  const { commands } = await comment(`${GITHUB} 7 projects/p/secrets/s/versions/1`, [], ['COMMENT_TOKEN=given']);
  expect(commands).toEqual([expect.stringContaining('--oauth2-bearer given')]);
});

test.each([
  ['there is no address', "''", [], 'no address of pull requests is configured'],
  ['the build is of no pull request', `${GITHUB} ''`, [], 'this build is of no pull request'],
  ['there is no token', `${GITHUB} 7`, [], 'there is no token: name its secret version in _COMMENT_SECRET'],
  [
    'the token cannot be read',
    `${GITHUB} 7 projects/p/secrets/s/versions/1`,
    [{ command: /secrets/, status: 1 }],
    'the token in projects/p/secrets/s/versions/1 cannot be read',
  ],
  [
    'the host refuses',
    `${GITHUB} 7 s`,
    [
      { command: /secrets/, stdout: 'x' },
      { command: /^curl/, status: 22 },
    ],
    'the host refused it',
  ],
])('succeeds and says so when %s', async (_, words, answers, expected) => {
  expect(await comment(words, answers)).toMatchObject({ status: 0, output: `no comment posted: ${expected}\n` });
});

test('succeeds when there is nothing to post', async () => {
  const { status, output, commands } = await run(`comment.sh plans/none.md ${SOURCE} 7`, []);
  expect({ status, output, commands }).toEqual({
    status: 0,
    output: 'no comment posted: there is no plans/none.md\n',
    commands: [],
  });
});
