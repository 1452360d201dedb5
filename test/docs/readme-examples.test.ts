import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { Template, testEnvironment, testStack } from '../../testing';
import { examplesBelow, GIVEN } from './examples';

/** Examples import as if they stood here. */
const HOME = resolve('examples/example');
const EXAMPLES = examplesBelow('constructs').map((example, index) => ({ ...example, file: join(HOME, `${index}.ts`) }));

type Compiled = (typeof EXAMPLES)[number];

/** Type errors of all examples, by file: one program, as loading the provider's types is what takes long. */
function typeErrors(examples: readonly Compiled[]): Map<string, string[]> {
  const sources = new Map(examples.map(({ file, code }) => [file, code + GIVEN]));
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
    ts.sys,
    '.',
  );
  const used = { ...options, noUnusedLocals: false };
  const host = ts.createCompilerHost(used);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.directoryExists = (folder) => folder === HOME || folder === dirname(HOME) || ts.sys.directoryExists(folder);
  const program = ts.createProgram([...sources.keys()], used, host);
  return new Map([...sources.keys()].map((file) => [file, errorsOf(program, file)]));
}

function errorsOf(program: ts.Program, file: string): string[] {
  const source = program.getSourceFile(file)!;
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return diagnostics.map(({ messageText, start }) => {
    const line = ts.getLineAndCharacterOfPosition(source, start ?? 0).line + 1;
    return `line ${line} of the example: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** Runs an example with a stack and an environment; its imports are the modules that this test has. */
function run({ code, file }: Compiled, given: object): void {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const names = ['require', 'exports', ...Object.keys(given)];
  const load = (name: string): unknown =>
    jest.requireActual(name.startsWith('.') ? resolve(dirname(file), name) : name);
  vm.compileFunction(outputText, names, { filename: file })(load, {}, ...Object.values(given));
}

const errors = typeErrors(EXAMPLES);

test('every folder of constructs and every capability has an example', () => {
  const documented = EXAMPLES.map(({ place }) => place);
  const folders = readdirSync('constructs', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['core', 'patterns'].includes(entry.name))
    .map(({ name }) => name);
  const missing = folders.filter(
    (folder) => !documented.some((place) => place.startsWith(`constructs/${folder}/README.md`)),
  );
  expect(missing).toEqual([]);
});

describe.each(EXAMPLES)('$place', (example) => {
  test('compiles', () => {
    expect(errors.get(example.file)).toEqual([]);
  });

  test('synthesizes resources', () => {
    const stack = testStack();
    run(example, { stack, environment: testEnvironment() });
    expect(Template.fromStack(stack).addresses()).not.toEqual([]);
  });
});
