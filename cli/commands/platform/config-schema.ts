import { type Command } from 'commander';

export function registerConfigSchema(program: Command): void {
  program
    .command('config')
    .description('about the configuration file')
    .addHelpText('after', '\nExamples:\n  $ mlops config schema')
    .command('schema')
    .description('print the JSON Schema of mlops.yaml, for editors')
    .option('--json', 'no difference: a JSON Schema is JSON')
    .addHelpText('after', '\nExamples:\n  $ mlops config schema > mlops.schema.json')
    .action(async () => {
      const { configJsonSchema } = await import('../../../config/json-schema');
      process.stdout.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
    });
}
