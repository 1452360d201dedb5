import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { LocalRunError } from '../../../pipelines/local/errors';

/**
 * Parameters of a run, from the file of --params.
 * @throws LocalRunError when it holds something else
 */
export function readValues(file: string | undefined): Record<string, unknown> {
  if (file === undefined) return {};
  if (!existsSync(file)) throw new LocalRunError(`--params ${file}: there is no such file`, 2);
  let values: unknown;
  try {
    values = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LocalRunError(`--params ${file}: ${(cause as Error).message.split('\n')[0]}`, 2);
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as Record<string, unknown>;
  throw new LocalRunError(
    `--params ${file}: write parameters as "name: value" lines, given: ${JSON.stringify(values)}`,
    2,
  );
}
