import { type Command, CommanderError } from 'commander';
import { EXIT, reportFailure, UsageError } from './failure';
import { newProgram } from './program';

/** Whoever reads our output may stop reading, as in `mlops list | head -1`: that is no error. */
function endWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
}

async function run(argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json');
  endWhenNobodyReads();
  try {
    const program: Command = await newProgram(argv.slice(2), { json });
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) process.exitCode = reportFailure(error, { json });
    else if (error.exitCode === 0) process.exitCode = EXIT.ok;
    else process.exitCode = json ? reportFailure(new UsageError(usageText(error)), { json }) : EXIT.badInput;
  }
}

/** Without --json, commander has printed it already. */
const usageText = ({ message }: CommanderError): string =>
  message === '(outputHelp)' ? 'no command given' : message.replace(/^error: /, '');

void run(process.argv);
