import { LocalRunError } from '../../../pipelines/local/errors';

/** What the options of `mlops run` parse to. */
export interface RunOptions {
  readonly local?: true;
  readonly cloud?: true;
  readonly param?: readonly string[];
  readonly params?: string;
  readonly open?: true;
  readonly json?: true;
  readonly out: string;
  readonly config: string;
  readonly environment?: string;
  readonly model?: string;
  readonly ignoreCooldown?: true;
  readonly event?: string;
  readonly why?: string;
  readonly dryRun?: true;
}

/** Options that mean something in one of the two places only. */
const ONLY = {
  local: ['open'],
  cloud: ['environment', 'model', 'ignoreCooldown', 'event', 'why', 'dryRun'],
} as const;

/** @throws LocalRunError when it is not clear where to run, or an option has no meaning there */
export function refuseMixture(options: RunOptions): void {
  if (options.local && options.cloud) throw new LocalRunError('choose --local or --cloud, not both', 2);
  if (!options.local && !options.cloud)
    throw new LocalRunError('say where: --local runs it on this machine, --cloud asks an environment for it', 2);
  const other = options.local ? 'cloud' : 'local';
  const stray = ONLY[other].find((name) => options[name as keyof RunOptions] !== undefined);
  if (stray === undefined) return;
  const flag = `--${stray.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new LocalRunError(`${flag} goes with --${other} only`, 2);
}
