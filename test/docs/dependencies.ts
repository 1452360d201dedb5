import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/outside-judges';

type Versions = Record<string, string>;

/** Names of the direct npm dependencies, with their kind. */
export function npmDependencies(): string[] {
  const file = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Versions | undefined>;
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((kind) =>
    Object.keys(file[kind] ?? {}),
  );
}

/** Names of the packages of a requirements file, and of the files that it includes. */
export function pythonRequirements(file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const included = /^-r\s+(\S+)/.exec(line)?.[1];
    if (included) return pythonRequirements(join(file, '..', included));
    const name = /^[A-Za-z0-9][\w.-]*/.exec(line)?.[0];
    return name ? [name] : [];
  });
}
