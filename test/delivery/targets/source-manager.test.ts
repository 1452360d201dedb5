import { parse } from 'yaml';
import * as z from 'zod';
import { sourceManagerFiles, TRIGGERS_FILE } from '../../../delivery/targets';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { changed, FACTS, TRIGGERS } from './fixture';

/** As Google's page describes the file: cloud.google.com/secure-source-manager/docs/triggers-file-schema */
const googleSchema = z.strictObject({
  triggers: z.array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/),
      project: z.string().optional(),
      configFilePath: z.string().optional(),
      eventType: z.enum(['push', 'pull_request']).optional(),
      includedGitRefs: z.string().optional(),
      ignoredGitRefs: z.string().optional(),
      includedFiles: z.string().optional(),
      ignoredFiles: z.string().optional(),
      serviceAccount: z.string().regex(/^projects\/[^/]+\/serviceAccounts\/[^/]+$/),
      disabled: z.boolean().optional(),
      substitutions: z.record(z.string().regex(/^_[A-Z0-9_]+$/), z.string()).optional(),
    }),
  ),
});

const filesOf = (triggers: readonly DeliveryTrigger[], facts = FACTS) =>
  new Map(sourceManagerFiles(triggers, facts).map(({ path, text }) => [path, text]));

const entriesOf = (triggers: readonly DeliveryTrigger[]) =>
  googleSchema.parse(parse(filesOf(triggers).get(TRIGGERS_FILE)!)).triggers;

const entryOf = (trigger: DeliveryTrigger) => entriesOf([trigger])[0]!;

test('the file is what the page of Google describes, and holds each trigger but those of messages', () => {
  const expected = TRIGGERS.filter(({ event }) => !('message' in event)).map(({ key }) => key);
  expect(entriesOf(TRIGGERS).map(({ name }) => name)).toEqual(expected);
});

test('a trigger has its build, account, values and files', () => {
  expect(entryOf(changed('components', {}))).toEqual({
    name: 'components',
    project: 'acme-churn-cicd',
    configFilePath: 'cloudbuild/components.yaml',
    eventType: 'push',
    includedGitRefs: '^(?:refs/heads/)?main$',
    includedFiles: '^(?:pipelines/.*|package\\.json)$',
    serviceAccount: `projects/acme-churn-cicd/serviceAccounts/${FACTS.accounts.release}`,
    substitutions: { _IMAGES: 'europe-west4-docker.pkg.dev/acme-churn-cicd/churn-cicd-images' },
  });
});

test('branches match by their short and by their full names', () => {
  const { includedGitRefs } = entryOf(changed('components', {}));
  const references = ['main', 'refs/heads/main', 'refs/tags/main', 'mainly'];
  expect(references.filter((name) => new RegExp(includedGitRefs!).test(name))).toEqual(['main', 'refs/heads/main']);
});

test.each([
  ['what waits for an approval', changed('components', { approval: true })],
  ['what is built from a tag, as a branch may have the name of one', changed('release', {})],
])('%s starts the relay, as the account that may publish', (_, trigger) => {
  const files = filesOf([trigger]);
  const [entry] = googleSchema.parse(parse(files.get(TRIGGERS_FILE)!)).triggers;
  expect(entry).toMatchObject({
    name: trigger.key,
    configFilePath: 'cloudbuild/relay.yaml',
    serviceAccount: expect.stringMatching(FACTS.relay!.account) as string,
    substitutions: { _RELAY_TOPIC: FACTS.relay!.topic },
  });
  expect(files.get('cloudbuild/relay.yaml')).toContain('gcloud pubsub topics publish');
});

test('of a tag no files are looked at', () => {
  const entry = entryOf(changed('release', { ignoredFiles: ['**/*.md'], includedFiles: ['pipelines/**'] }));
  expect(entry).not.toHaveProperty('ignoredFiles');
  expect(entry).not.toHaveProperty('includedFiles');
});

test('the accounts that production is changed as are named nowhere in the file', () => {
  const file = filesOf(TRIGGERS).get(TRIGGERS_FILE);
  for (const { prod } of [FACTS.accounts.cd, FACTS.accounts.promote]) expect(file).not.toContain(prod);
});

test('the relay is there when it is needed; without one, what needs it is refused', () => {
  expect([...filesOf([changed('pr-checks', {})]).keys()]).toEqual([TRIGGERS_FILE]);
  const facts = { ...FACTS, relay: undefined };
  expect(() => filesOf([changed('terraform-apply-prod', {})], facts)).toThrow(
    'there is no relay, and terraform-apply-prod need it',
  );
});

test('a build that waits for a comment is listed, and off', () => {
  expect(entryOf(changed('pipeline-e2e', {}))).toMatchObject({ eventType: 'pull_request', disabled: true });
  expect(entryOf(changed('pr-checks', {}))).not.toHaveProperty('disabled');
});
