import { type Command } from 'commander';
import pc from 'picocolors';
import { PipelineError } from '../../../pipelines/ir';
import { LocalRunError } from '../../../pipelines/local/errors';

function wantsJson(args: readonly unknown[]): boolean {
  return (args.at(-1) as Command).opts<{ json?: true }>().json === true;
}

/**
 * Wraps a command's action: a mistake of the user is one message on standard error, as JSON when the answer was to be
 * JSON, never a stack trace.
 */
export function guarded<A extends unknown[]>(
  action: (...args: A) => Promise<void> | void,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (failure) {
      if (!(failure instanceof LocalRunError || failure instanceof PipelineError)) throw failure;
      const problems = failure.message.split('\n');
      const text = wantsJson(args)
        ? JSON.stringify({ error: 'pipeline', problems }, null, 2)
        : `${pc.red('error:')} ${failure.message}`;
      process.stderr.write(`${text}\n`);
      process.exitCode = failure instanceof LocalRunError ? failure.exitCode : 2;
    }
  };
}
