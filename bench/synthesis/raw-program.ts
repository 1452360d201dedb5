import { Expressions, type Parameters } from './expression';
import { l1Of, resourcesOf, statementOf, variableOf, type L1, type Resource } from './resources';
import { type StackJson } from './stack-json';

/** How the program imports the provider: resource by resource, or all of it. */
export type Imports = 'deep' | 'barrel';

const GROUP = 'models-dev-group-';
const NO_PARAMETERS: Parameters = new Map();

/**
 * A program that a user of plain CDKTF would write for the same resources: one function for the platform, one for a
 * model, called in a loop, and no help of the kit. References are attributes of the resources that they point to.
 */
export function rawProgram(stacks: ReadonlyMap<string, StackJson>, imports: Imports): string {
  const groups = [...stacks].filter(([name]) => name.startsWith(GROUP));
  const platform = stacks.get('platform-dev')!;
  const sample = groups[0]![1];
  const inStack = resourcesOf(sample).filter((resource) => modelOf(resource) === undefined);
  const inModel = resourcesOf(sample).filter((resource) => modelOf(resource) === 'model-0');
  const used = new Map([...resourcesOf(platform), ...inStack, ...inModel].map(l1Of).map((l1) => [l1.className, l1]));
  const classOf = (l1: L1) => (imports === 'deep' ? l1.className : barrelClass(l1));
  const statements = (all: readonly Resource[], parameters = NO_PARAMETERS) =>
    all.map((resource) => statementOf(resource, classOf, parameters)).join('\n');
  const shared = new Expressions(variableOf, NO_PARAMETERS);
  return [
    "import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';",
    ...importLines([...used.values()], imports),
    providersFunction(shared, platform, imports),
    `function platform(stack: TerraformStack, beta: any) {\n${statements(resourcesOf(platform))}\n${outputs(platform, NO_PARAMETERS)}\n}`,
    `function models(stack: TerraformStack, beta: any, all: [string, string][]) {\n${statements(inStack)}`,
    'for (const [key, endpoint] of all) {',
    "const key_ = key.replaceAll('-', '_');",
    statements(inModel, parametersOf(sample)),
    outputs(sample, parametersOf(sample), 'model-0-'),
    '}\n}',
    `const GROUPS: Record<string, [string, string][]> = ${JSON.stringify(Object.fromEntries(groups.map(([name, stack]) => [name, modelsOf(stack)])))};`,
    'const app = new App({ outdir: process.env.RAW_OUT });',
    "const platformStack = new TerraformStack(app, 'platform-dev');",
    'platform(platformStack, providers(platformStack));',
    'for (const [name, all] of Object.entries(GROUPS)) {',
    'const stack = new TerraformStack(app, name);\nmodels(stack, providers(stack), all);\n}',
    'app.synth();\n',
  ].join('\n');
}

const moduleName = (l1: L1) => l1.module.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());

const prefixOf = (l1: L1) =>
  ({ google: 'g', 'google-beta': 'b', time: 't' })[l1.package.replace('@cdktf/provider-', '')];

const barrelClass = (l1: L1) => `${prefixOf(l1)}.${moduleName(l1)}.${l1.className}`;

function importLines(all: readonly L1[], imports: Imports): string[] {
  if (imports === 'barrel') {
    return ['g google', 'b google-beta', 't time'].map((pair) => {
      const [name, provider] = pair.split(' ');
      return `import * as ${name} from '@cdktf/provider-${provider}';`;
    });
  }
  const providers = ['google Google', 'google-beta GoogleBeta', 'time Time'].map((pair) => {
    const [provider, name] = pair.split(' ');
    return `import { ${name}Provider } from '@cdktf/provider-${provider}/lib/provider';`;
  });
  return [...providers, ...all.map((l1) => `import { ${l1.className} } from '${l1.package}/lib/${l1.module}';`)];
}

function providersFunction(expressions: Expressions, { provider }: StackJson, imports: Imports): string {
  const [g, b, t] = imports === 'deep' ? ['', '', ''] : ['g.provider.', 'b.provider.', 't.provider.'];
  const config = (name: string) => expressions.of(provider[name]![0]);
  return `function providers(stack: TerraformStack) {
new LocalBackend(stack, { path: '../../../terraform.' + stack.node.id + '.tfstate' });
new ${g}GoogleProvider(stack, 'google', ${config('google')});
new ${t}TimeProvider(stack, 'time');
return new ${b}GoogleBetaProvider(stack, 'google-beta', ${config('google-beta')});
}`;
}

/** The model that a resource belongs to. */
function modelOf({ id }: Resource): string | undefined {
  return /^(?:Model|Alerts)-(model-\d+)_/.exec(id)?.[1];
}

const endpoints = (stack: StackJson) => Object.entries(stack.output!).filter(([name]) => name.endsWith('-endpoint'));

/** Keys and endpoint ids of a stack's models. */
const modelsOf = (stack: StackJson): [string, string][] =>
  endpoints(stack).map(([name, { value }]) => [name.replace(/-endpoint$/, ''), String(value).split('/').at(-1)!]);

function parametersOf(stack: StackJson): Parameters {
  const [, endpoint] = modelsOf(stack).find(([key]) => key === 'model-0')!;
  return new Map([
    ['model-0', 'key'],
    ['model_0', 'key_'],
    [endpoint, 'endpoint'],
  ]);
}

function outputs({ output = {} }: StackJson, parameters: Parameters, prefix = ''): string {
  const expressions = new Expressions(variableOf, parameters);
  return Object.entries(output)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => `new TerraformOutput(stack, ${expressions.text(name)}, ${expressions.of(value)});`)
    .join('\n');
}
