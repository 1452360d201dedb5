import { spawn } from 'node:child_process';
import { Interrupted, OutsideError } from '../failure';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface TerraformResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Terraform in a folder. A signal ends it at once, with the providers that it started: nothing here writes state
 * or takes a lock.
 *
 * @throws OutsideError when there is no Terraform, Interrupted after a signal
 */
export async function terraform(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<TerraformResult> {
  const child = spawn('terraform', args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let interrupted: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    interrupted = signal;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (interrupted) throw new Interrupted(interrupted);
    return { status: status ?? 1, ...text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new OutsideError('there is no terraform on the PATH: install Terraform 1.7 or later, or leave out --plan');
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

interface Diagnostic {
  readonly severity?: string;
  readonly summary?: string;
  readonly detail?: string;
  readonly address?: string;
}

/** What Terraform says is wrong: errors of its JSON output, else its standard error. */
export function complaintOf({ stdout, stderr }: TerraformResult): string {
  const errors = stdout.split('\n').flatMap((line) => {
    const { severity, summary, detail, address } = diagnosticIn(line);
    if (severity !== 'error') return [];
    const place = address === undefined ? '' : `${address}: `;
    return [`${place}${summary ?? ''}${detail ? `: ${detail.trim()}` : ''}`];
  });
  return errors.length > 0 ? errors.join('; ') : stderr.trim() || stdout.trim() || 'it gave no reason';
}

function diagnosticIn(line: string): Diagnostic {
  try {
    return (JSON.parse(line) as { diagnostic?: Diagnostic }).diagnostic ?? {};
  } catch {
    return {};
  }
}
