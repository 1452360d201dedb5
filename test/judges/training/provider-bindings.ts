import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Presence } from '../../../constructs/vertex-ai/persistent-resource-schema';
import { root } from '../../support/outside-judges';

const here = join(root, 'test/judges/training');

/** What is missing to read published bindings; undefined when nothing is. */
export const missingForBindings = (): string | undefined =>
  spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0
    ? undefined
    : 'python3 with pip is not on the PATH';

/** The bindings of a resource, generated from the schema of a release of the provider. Fetched once, by their hash. */
export function bindingsOf(version: string, resource: string): string {
  const folder = join(root, '.tools/provider-bindings', version);
  const wheel = () => readdirSync(folder).find((file) => file.endsWith('.whl'));
  mkdirSync(folder, { recursive: true });
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  if (wheel() === undefined)
    execFileSync('python3', [...pip, '--dest', folder, '-r', join(here, `provider-${version}.lock`)]);
  const arguments_ = [join(here, 'published-bindings.py'), join(folder, wheel()!), `package/lib/${resource}/index.js`];
  return execFileSync('python3', arguments_, { encoding: 'utf8', maxBuffer: 1 << 26 });
}

const CLASS = /^class (\w+) extends /gm;
const ATTRIBUTE =
  / \/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n(?:.* = new (\w+)\()?/g;

/** The schema that bindings were generated from, by path: they say of each argument what it is, in a comment. */
export function schemaOf(bindings: string, resourceClass: string): Record<string, Presence> {
  const bodies = new Map<string, string>();
  const starts = [...bindings.matchAll(CLASS)];
  starts.forEach(({ 1: name, index }, at) => bodies.set(name!, bindings.slice(index, starts[at + 1]?.index)));
  const found: Record<string, Presence> = {};
  const read = (name: string, prefix: string): void => {
    for (const [, path, computed, optional, required, block] of bodies.get(name)!.matchAll(ATTRIBUTE)) {
      found[`${prefix}${path}`] = presence(computed === 'true', optional === 'true', required === 'true');
      if (block !== undefined) read(block.replace(/List$/, 'OutputReference'), `${prefix}${path}.`);
    }
  };
  read(resourceClass, '');
  return found;
}

function presence(computed: boolean, optional: boolean, required: boolean): Presence {
  if (required) return 'required';
  if (optional) return computed ? 'optional, filled' : 'optional';
  return 'read';
}
