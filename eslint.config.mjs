import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom: `target` must not import `from`. Read it as the layers of docs/adr/0001-layers.md. */
const layers = [
  [
    'constructs/core',
    ['constructs/!(core)', 'stacks', 'cli', 'testing', 'pipelines', 'functions', 'delivery', 'report'],
  ],
  [
    'constructs/!(core|patterns)',
    ['constructs/patterns', 'stacks', 'cli', 'testing', 'functions', 'delivery/!(build)'],
  ],
  // Of delivery, they know how a build and a trigger look, not which ones the kit ships.
  ['constructs/patterns', ['stacks', 'cli', 'testing', 'functions', 'delivery/!(build)']],
  ['stacks', ['cli', 'testing']],
  // It judges anybody's Terraform, by Terraform alone.
  [
    'stacks/assessment',
    ['constructs', 'config', 'stacks/!(assessment|level-move)', 'pipelines', 'functions', 'runs', 'delivery'],
  ],
  ['config', ['constructs', 'stacks', 'cli', 'testing', 'pipelines', 'delivery', 'report']],
  ['pipelines/ir', ['pipelines/!(ir)', 'config', 'constructs', 'stacks', 'cli', 'testing', 'delivery', 'report']],
  [
    'pipelines/training-job',
    ['pipelines/!(ir|training-job)', 'config', 'constructs', 'stacks', 'cli', 'testing', 'delivery', 'report'],
  ],
  ['pipelines', ['constructs', 'stacks', 'cli', 'testing', 'delivery']],
  // What runs on Google Cloud and on a laptop alike: the contract of runs, and the function on top of it.
  ['runs', ['functions', 'config', 'constructs', 'stacks', 'cli', 'testing', 'pipelines', 'delivery', 'report']],
  // Facts about accelerators, and pools of them: everybody may ask.
  [
    'training',
    [
      'functions',
      'config',
      'constructs',
      'stacks',
      'cli',
      'testing',
      'pipelines',
      'runs',
      'delivery',
      'cost',
      'report',
    ],
  ],
  ['cost', ['cli', 'testing', 'delivery', 'functions', 'report']],
  ['!(cli|test|cost)', ['cost']],
  ['functions', ['config', 'constructs', 'stacks', 'cli', 'testing', 'pipelines', 'delivery', 'report']],
  ['delivery', ['functions', 'config', 'constructs', 'stacks', 'cli', 'testing', 'pipelines', 'runs', 'report']],
  ['delivery/build', ['delivery/!(build)']],
];

const zones = layers.flatMap(([target, from]) =>
  from.map((source) => ({
    target: `./${target}/**/*`,
    from: `./${source}/**/*`,
    message: `imports go one way: ${target} must not import ${source} (docs/adr/0001-layers.md)`,
  })),
);

const noProviderBarrel = {
  regex: '^@cdktf/provider-google(-beta)?(/lib)?/?$',
  message: 'import one resource, as in "@cdktf/provider-google/lib/storage-bucket": the barrel costs over a gigabyte',
};
const noProvider = {
  regex: '^@cdktf/provider-',
  message: 'resources of the provider are used in constructs/ only: write or use a construct there',
};

export default tseslint.config(
  {
    ignores: ['dist', 'cdktf.out', 'out', 'node_modules', '.venv', '.tools', '.mlops', '**/*.generated.ts', 'coverage'],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.json'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-imports': ['error', { patterns: [noProviderBarrel, noProvider] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['constructs/**/*.ts', 'test/constructs/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noProviderBarrel] }] },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', URL: 'readonly' } },
  },
);
