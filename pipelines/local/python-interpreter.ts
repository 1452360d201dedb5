import { spawnSync } from 'node:child_process';
import { LocalRunError } from './errors';

/** Names looked up on PATH, in order of preference. */
const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11'];

/** Prints the version, then fails when a module that makes environments is missing (Debian packs it apart). */
const PROBE = 'import sys; print("%d.%d.%d" % sys.version_info[:3], flush=True); import venv, ensurepip';

interface Probe {
  readonly name: string;
  /** As in 3.11.7; undefined when the name is not on PATH or does not start. */
  readonly version: string | undefined;
  readonly hasVenv: boolean;
}

function probe(name: string): Probe {
  const { status, stdout } = spawnSync(name, ['-c', PROBE], { encoding: 'utf8' });
  return { name, version: stdout?.trim() || undefined, hasVenv: status === 0 };
}

function isSupported({ version }: Probe): boolean {
  const [major, minor] = (version ?? '').split('.').map(Number);
  return major === 3 && minor !== undefined && minor >= 11 && minor < 14;
}

function refusal(found: readonly Probe[]): LocalRunError {
  const bare = found.find(isSupported);
  if (bare) {
    const fix = 'install it (Debian and Ubuntu: apt install python3-venv)';
    return new LocalRunError(`${bare.name} ${bare.version} has no venv module: ${fix}`);
  }
  const seen = found.filter((each) => each.version).map((each) => `${each.name} ${each.version}`);
  const given = seen.length > 0 ? `found ${seen.join(', ')}` : 'found no python3 on PATH';
  return new LocalRunError(`Python 3.11, 3.12 or 3.13 is needed, ${given}: install one and put it on PATH`);
}

/**
 * The first interpreter that can make the environment.
 * @throws LocalRunError in one line, when there is none or its venv module is missing
 */
export function findPython(candidates: readonly string[] = CANDIDATES): string {
  const found: Probe[] = [];
  for (const name of candidates) {
    const result = probe(name);
    if (isSupported(result) && result.hasVenv) return name;
    found.push(result);
  }
  throw refusal(found);
}
