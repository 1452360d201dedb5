import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command } from 'commander';
import { newProgram } from '../../cli/program';
import { root } from '../support/outside-judges';

/** What `--help` prints, examples included. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  return text;
}

const leaves = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

test('every command has a description and examples that name it', async () => {
  for (const command of leaves(await newProgram([]))) {
    expect(command.description()).not.toBe('');
    expect(helpOf(command)).toMatch(new RegExp(`Examples:\\n  \\$ mlops .*${command.name()}`));
  }
});

test('the help lists the commands of platform and pipelines, and the exit codes', async () => {
  const program = await newProgram(['--help']);
  const platform = [
    'synth',
    'check',
    'levels',
    'list',
    'upgrade',
    'assess',
    'simulate',
    'cost',
    'config',
    'delivery',
    'training',
  ];
  const names = [...platform, 'run', 'compile', 'pipelines', 'lineage'];
  expect(program.commands.map((command) => command.name())).toEqual(names);
  expect(helpOf(program)).toContain('Exit codes: 0 well, 1 something failed, 2 the input is wrong');
});

test('a command of the platform does not load the pipelines', async () => {
  const program = await newProgram(['check']);
  expect(program.commands.map((command) => command.name())).not.toContain('run');
});

test('config schema prints the JSON Schema that editors use', async () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = await newProgram(['config', 'schema']);
  await program.parseAsync(['node', 'mlops', 'config', 'schema']);
  const printed = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  const file = readFileSync(join(root, 'config/mlops.schema.json'), 'utf8');
  expect(JSON.parse(printed)).toEqual(JSON.parse(file));
});
