import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BLUEPRINTS } from '../../stacks/blueprints/catalogue';
import { mlops, root } from '../support/outside-judges';
import { refusalOf } from './commands';
import { npmDependencies, pythonRequirements } from './dependencies';
import { commandsIn, page, quotedIn, relativeLinksIn, tableRowsIn } from './markdown';

const pagesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => join(folder, file));

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'config/README.md', 'stacks/README.md', 'testing/README.md'],
  ...['docs', 'examples', 'constructs'].flatMap(pagesBelow),
].map(page);
const README = page('README.md');

describe.each(PAGES)('$file', (given) => {
  test('links to files that are there', () => {
    const gone = relativeLinksIn(given).filter((target) => !existsSync(join(root, dirname(given.file), target)));
    expect(gone).toEqual([]);
  });

  test('names commands, scripts and options that are there', () => {
    const refused = commandsIn(given).flatMap((line) => refusalOf(line) ?? []);
    expect(refused).toEqual([]);
  });
});

describe('the check of commands', () => {
  test.each([
    ['npx mlops synthesize', 'mlops has no command "synthesize"'],
    ['mlops synth --configuration a.yaml', 'mlops synth has no option --configuration'],
    ['npx mlops config skema', 'mlops has no command "skema"'],
    ['npm run pipelines', 'package.json has no script "pipelines"'],
  ])('refuses %s', (line, refusal) => expect(refusalOf(line)).toBe(refusal));

  test.each(['npx mlops synth -c a.yaml --out b', 'mlops config schema', 'npx mlops --help', 'npm start', 'npm ci'])(
    'lets %s pass',
    (line) => expect(refusalOf(line)).toBeUndefined(),
  );
});

describe('README.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-docs-'));
  beforeAll(() => cpSync(join(root, 'mlops.yaml'), join(folder, 'mlops.yaml')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('quotes at least the summary of a synthesis', () => {
    expect(quotedIn(README).map(({ command }) => command)).toContain('npx mlops synth --summary');
  });

  test.each(quotedIn(README))('quotes what $command prints', ({ command, lines }) => {
    const { stdout } = mlops(command.split(' ').slice(2), { cwd: folder });
    const printed = stdout.split('\n').map((line) => line.trimEnd());
    expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
  });

  test('shows every capability of every level in its picture', () => {
    const picture = /^```mermaid\n(.*?)^```/ms.exec(README.text)?.[1] ?? '';
    const titles = BLUEPRINTS.flatMap(({ capabilities }) => capabilities.map(({ title }) => title));
    expect(titles.filter((title) => !picture.includes(title))).toEqual([]);
  });

  test('lists every example', () => {
    const listed = tableRowsIn(README).flatMap(([name]) => /^\[([a-z-]+)\]\(examples\/\1\)$/.exec(name!)?.[1] ?? []);
    const folders = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(listed.sort()).toEqual(folders.map(({ name }) => name).sort());
  });
});

describe('docs/dependencies.md', () => {
  const lines = tableRowsIn(page('docs/dependencies.md'));
  const described = lines.flatMap(([name]) => /^`(.+)`$/.exec(name!)?.[1] ?? []);

  test('has one line for each dependency of package.json and pipelines/requirements.txt, and no other', () => {
    const used = [...npmDependencies(), ...pythonRequirements('pipelines/requirements.txt')];
    expect(described.sort()).toEqual(used.sort());
  });

  test('says in every line the licence, what for and why', () => {
    const full = lines.filter(([name]) => name!.startsWith('`'));
    expect(full.filter((cells) => cells.length !== 4 || cells.some((cell) => cell === ''))).toEqual([]);
  });
});
