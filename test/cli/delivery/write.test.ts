import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeliveryFiles } from '../../../cli/delivery/write';
import { JOBS } from '../../../cli/job/jobs';
import { SHIPPED_BUILDS } from '../../../delivery/builds/catalogue';
import { mlops, root } from '../../support/outside-judges';
import { scratchFolder, treeOf } from '../../support/tree';
import { builtBy, writeDeliveredConfig } from './delivered-config';

const folder = scratchFolder();
const BUILDS = SHIPPED_BUILDS.map(({ name }) => `cloudbuild/${name}.yaml`);
const HOSTED = ['.cloudbuild/triggers.yaml', 'cloudbuild/relay.yaml'];

/** A repository, and the configuration beside it. */
function given(change?: (yaml: string) => string) {
  const root = join(folder(), 'repository');
  mkdirSync(root, { recursive: true });
  return { config: writeDeliveredConfig(folder(), change), root };
}

interface Options {
  readonly check?: boolean;
  readonly pointOfNoReturn?: () => void;
}

function write({ config, root }: ReturnType<typeof given>, { check, pointOfNoReturn = () => undefined }: Options = {}) {
  const context = { scratch: join(folder(), 'scratch'), pointOfNoReturn };
  const { files } = JSON.parse(JOBS.deliveryWrite({ config, out: root, check }, context)) as DeliveryFiles;
  const of = (state: string) => files.filter((file) => file.state === state).map(({ path }) => path);
  return { new: of('new'), changed: of('changed'), same: of('same'), removed: of('removed') };
}

const textIn = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

test('all builds are written, and what Secure Source Manager starts them by', () => {
  const place = given();
  expect(write(place).new).toEqual([...BUILDS, ...HOSTED].sort());
  const paths = Object.entries(treeOf(place.root)).filter(([, hash]) => hash !== 'folder');
  expect(paths.map(([path]) => path).sort()).toEqual([...BUILDS, ...HOSTED].sort());
});

test('what is up to date stays as it is', () => {
  const place = given();
  write(place);
  const before = treeOf(place.root);
  expect(write(place)).toEqual({ new: [], changed: [], same: [...BUILDS, ...HOSTED].sort(), removed: [] });
  expect(treeOf(place.root)).toEqual(before);
});

test('a file that was changed by hand is written anew, and a check only says so', () => {
  const place = given();
  write(place);
  const before = treeOf(place.root);
  appendFileSync(join(place.root, 'cloudbuild/release.yaml'), '# mine\n');
  const changed = treeOf(place.root);
  expect(write(place, { check: true }).changed).toEqual(['cloudbuild/release.yaml']);
  expect(treeOf(place.root)).toEqual(changed);
  expect(write(place).changed).toEqual(['cloudbuild/release.yaml']);
  expect(treeOf(place.root)).toEqual(before);
});

test('files of somebody else are never touched: all are named, and nothing is written', () => {
  const place = given();
  mkdirSync(join(place.root, 'cloudbuild'));
  for (const name of ['release', 'relay']) writeFileSync(join(place.root, `cloudbuild/${name}.yaml`), 'steps: []\n');
  const before = treeOf(place.root);
  expect(() => write(place)).toThrow(
    /not written by this command.*: cloudbuild\/release\.yaml, cloudbuild\/relay\.yaml;/,
  );
  expect(treeOf(place.root)).toEqual(before);
});

test('a folder in the place of a file is refused', () => {
  const place = given();
  mkdirSync(join(place.root, '.cloudbuild/triggers.yaml'), { recursive: true });
  expect(() => write(place)).toThrow('not written by this command, and left alone: .cloudbuild/triggers.yaml');
});

test('another builder has other files: those of the one before go, those of people stay', () => {
  const place = given();
  write(place);
  mkdirSync(join(place.root, '.github/workflows'), { recursive: true });
  writeFileSync(join(place.root, '.github/workflows/own.yml'), 'name: own\n');
  const { new: added, removed } = write(given(builtBy('githubActions')));
  expect(removed).toEqual(HOSTED);
  expect(added.filter((path) => !/^\.github\/workflows\/[\w-]+\.yml$/.test(path))).toEqual([]);
  expect(added).toContain('.github/workflows/terraform-apply-prod.yml');
  expect(readdirSync(place.root).sort()).toEqual(['.github', 'cloudbuild']);
  expect(textIn(place.root, '.github/workflows/own.yml')).toBe('name: own\n');
  expect(write(given(builtBy('gitlabCi'))).new).toEqual(['.gitlab-ci.yml']);
  expect(readdirSync(join(place.root, '.github/workflows'))).toEqual(['own.yml']);
  expect(write(given()).removed).toEqual(['.gitlab-ci.yml']);
});

test('where Cloud Build is connected to the repository, Terraform makes the triggers', () => {
  const connection = `appInstallationId: 1, oauthTokenSecretVersion: projects/acme-churn-cicd/secrets/token/versions/1`;
  const repository = `{ host: github, remoteUri: 'https://github.com/acme/churn.git', ${connection} }`;
  expect(write(given((yaml) => `${yaml}  repository: ${repository}\n`)).new).toEqual([...BUILDS].sort());
});

test('builds of a private platform run in its pool', () => {
  const place = given((yaml) => `${yaml}security: { private: true }\n`);
  write(place);
  const pools = BUILDS.map((path) => /projects\/acme-churn-cicd\/\S+\/workerPools\/\S+/.test(textIn(place.root, path)));
  expect(pools).toEqual(BUILDS.map(() => true));
  expect(textIn(place.root, '.cloudbuild/triggers.yaml')).not.toContain('workerPools');
});

test.each([
  ['Secure Source Manager', undefined],
  ['GitHub Actions', builtBy('githubActions')],
  ['GitLab CI', builtBy('gitlabCi')],
])('the files for %s pass the check of formats that every pull request has to', (_, change) => {
  const place = given(change);
  write(place);
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
  const args = [prettier, '--check', '--config', join(root, '.prettierrc.json'), place.root];
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr).toBe('');
});

test('a stop before the first file is in its place leaves nothing', () => {
  const place = given();
  const stop = () => {
    throw new Error('stopped');
  };
  expect(() => write(place, { pointOfNoReturn: stop })).toThrow('stopped');
  expect(Object.values(treeOf(place.root)).filter((hash) => hash !== 'folder')).toEqual([]);
});

test('a configuration that says nothing of delivery is refused with what to add', () => {
  const place = given((yaml) => yaml.replace(/level: 2/, 'level: 1').replace(/\ndelivery:[^]*/, '\n'));
  expect(() => write(place)).toThrow('does not say how it is delivered: add delivery: { project: PROJECT }');
});

test('what the host cannot do is refused with the trigger, and nothing is written', () => {
  const place = given((yaml) => builtBy('githubActions')(`${yaml}  tags: '^v.$'\n`));
  expect(() => write(place)).toThrow('GitHub Actions: terraform-apply-prod: ^v.$ has "."');
  expect(existsSync(join(place.root, 'cloudbuild'))).toBe(false);
});

test('a check that finds something ends with exit code 1, and says what to do', () => {
  const { config, root: out } = given();
  const check = () => mlops(['delivery', 'write', '--config', config, '--out', out, '--check']);
  expect(check()).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/run mlops delivery write\n {2}new {6}\.cloudbuild/) as string,
  });
  expect(mlops(['delivery', 'write', '--config', config, '--out', out, '--json']).status).toBe(0);
  expect(check()).toMatchObject({ status: 0, stdout: expect.stringContaining('all up to date') as string });
});
