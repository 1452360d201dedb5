import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Answer } from '../../../support/delivery/run-build';
import { answer, statuses, workspace } from './workspace';

const { run, path } = workspace();
const [DEV, PROD] = ['dev', 'prod'].map((name) => `https://europe-west4-kfp.pkg.dev/acme-churn-${name}/churn`) as [
  string,
  string,
];
const given = { TAG_NAME: 'v1.2', _TEMPLATE_REPOSITORIES: `${DEV} ${PROD}`, _RECORDS: 'gs://records/churn' };
const NAMES = ['promotion', 'tabular-training'];

const text = (name: string) => readFileSync(path(`release/templates/${name}.yaml`), 'utf8');
const version = (content: string) => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const record = () => JSON.parse(readFileSync(path('release/record.json'), 'utf8')) as unknown;

/** Repositories that hold nothing at first, or the templates as the first release left them. */
const repositories = (hold: boolean, stored: (name: string, repository: string) => string = text): Answer[] =>
  NAMES.flatMap((name) =>
    [DEV, PROD].flatMap((repository): Answer[] => {
      const project = repository.split('/')[3]!;
      const tag = new RegExp(`GET .*/projects/${project}/.*/packages/${name}/tags/v1.2$`);
      const content = stored(name, repository);
      const found = answer(tag, { version: `projects/p/versions/${version(content)}` });
      return [
        ...(hold ? [] : [{ ...answer(tag, {}, 404), times: 1 }]),
        found,
        {
          command: new RegExp(`--form content=@release/templates/${name}.yaml ${repository}$`),
          stdout: `${name}/${version(content)}`,
        },
        {
          command: new RegExp(`--output .* ${repository}/${name}/`),
          writes: { [`release/templates/${name}.stored`]: content },
        },
      ];
    }),
  );
const uploads = (commands: readonly string[]) => commands.filter((command) => command.includes('--form tags=v1.2'));

test('compiles once, publishes everywhere, and records what is the same everywhere', async () => {
  await run('release', given, [], ['packages', 'compile']);
  expect(readdirSync(path('release/templates'))).toEqual(NAMES.map((name) => `${name}.yaml`));
  const ran = await run('release', given, repositories(false));
  expect(statuses(ran)).toEqual({ packages: 0, compile: 0, publish: 0, record: 0, keep: 0 });
  expect(uploads(ran.asked)).toHaveLength(4);
  expect(record()).toEqual({
    version: 1,
    tag: 'v1.2',
    commit: 'abcdef0123',
    pipelines: Object.fromEntries(NAMES.map((name) => [name, version(text(name))])),
    repositories: [DEV, PROD],
  });
  expect(ran.asked.at(-1)).toBe(
    'gcloud storage cp --no-clobber release/record.json gs://records/churn/releases/v1.2.json',
  );
});

test('a second run of the tag changes nothing and succeeds', async () => {
  const before = record();
  const ran = await run('release', { ...given, _RECORDS: '' }, repositories(true));
  expect({ succeeded: ran.succeeded, uploads: uploads(ran.asked), record: record() }).toEqual({
    succeeded: true,
    uploads: [],
    record: before,
  });
  expect(ran.output('keep')).toBe('the record is in the log of the step "record" alone\n');
});

test('fails when one environment holds something else under the tag', async () => {
  const other = repositories(true, (name, repository) => (repository === PROD ? 'root: {}\n' : text(name)));
  const ran = await run('release', given, other, ['publish', 'record', 'keep']);
  expect(ran.output('publish')).toContain(`${PROD} has another promotion as v1.2: a tag is published once`);
  expect(statuses(ran)).toEqual({ publish: 1 });
});

test('writes no record when the digest differs in one environment', async () => {
  const lines = [DEV, PROD].map((repository) => `promotion\t${repository}\t${version(repository)}\n`);
  writeFileSync(path('release/published'), lines.join(''));
  const judged = await run('release', given, [], ['record', 'keep']);
  expect(judged.output('record')).toContain('promotion is not the same in every environment');
  expect(statuses(judged)).toEqual({ record: 1 });
});

test('refuses a build without a tag before anything is sent', async () => {
  const ran = await run('release', { ...given, TAG_NAME: '' }, [], ['publish']);
  expect({ asked: ran.asked, status: statuses(ran) }).toEqual({ asked: [], status: { publish: 1 } });
});
