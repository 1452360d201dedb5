import { type Build } from '../build';
import { LIMITS } from '../limits';
import { namesIn, VARIABLE } from './environment';
import { didYouMean, labelled, type Refusal, repeated, shown, unlessForm } from './places';

/** Secrets: each is there, is used, and is nothing else besides. */
export const secretProblems: Refusal = (build) => [...definitionProblems(build), ...useProblems(build)];

const VERSION = 'projects/P/secrets/S/versions/V';
const KEY = 'projects/P/locations/L/keyRings/R/cryptoKeys/K';

interface Definition {
  readonly at: string;
  readonly name: string;
}

function definitionsIn({ availableSecrets: { secretManager = [], inline = [] } = {}, secrets = [] }: Build) {
  const inMaps = (field: string, maps: readonly (readonly [string, Readonly<Record<string, string>>])[]) =>
    maps.flatMap(([key, map], index) =>
      Object.keys(map).map((name) => ({ at: `${field}[${index}].${key}.${name}`, name })),
    );
  return [
    ...secretManager.map(({ env }, index) => ({ at: `availableSecrets.secretManager[${index}].env`, name: env })),
    ...inMaps(
      'availableSecrets.inline',
      inline.map(({ envMap }) => ['envMap', envMap]),
    ),
    ...inMaps(
      'secrets',
      secrets.map(({ secretEnv }) => ['secretEnv', secretEnv]),
    ),
  ] satisfies Definition[];
}

function* definitionProblems(build: Build): Iterable<string> {
  const { availableSecrets: { secretManager = [], inline = [] } = {}, secrets = [] } = build;
  for (const [index, { versionName }] of secretManager.entries())
    yield* unlessForm(`availableSecrets.secretManager[${index}].versionName`, versionName, VERSION);
  for (const [index, { kmsKeyName, envMap }] of inline.entries())
    yield* encryptedProblems(`availableSecrets.inline[${index}]`, kmsKeyName, 'envMap', envMap);
  for (const [index, { kmsKeyName, secretEnv }] of secrets.entries())
    yield* encryptedProblems(`secrets[${index}]`, kmsKeyName, 'secretEnv', secretEnv);
  for (const key of repeated(secrets.map(({ kmsKeyName }) => kmsKeyName)))
    yield `secrets: ${shown(key)} is there more than once; one entry holds all that it decrypts`;
  const definitions = definitionsIn(build);
  for (const { at, name } of definitions)
    if (!VARIABLE.test(name)) yield `${at}: ${shown(name)} is no name of a variable`;
  for (const name of repeated(definitions.map((each) => each.name)))
    yield `${definitions.findLast((each) => each.name === name)!.at}: "${name}" is the variable of another secret as well; give each its own`;
  if (definitions.length > LIMITS.secrets)
    yield `availableSecrets: ${definitions.length} secrets; Cloud Build takes ${LIMITS.secrets}`;
}

function* encryptedProblems(at: string, key: string, field: string, map: Readonly<Record<string, string>>) {
  yield* unlessForm(`${at}.kmsKeyName`, key, KEY);
  if (Object.keys(map).length === 0) yield `${at}.${field}: is empty; give a variable and its encrypted value`;
  for (const [name, value] of Object.entries(map)) {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value) || value === '')
      yield `${at}.${field}.${name}: is not base64; encrypt the secret, never write it down as it is`;
    if (Buffer.byteLength(value) > LIMITS.secretBytes)
      yield `${at}.${field}.${name}: ${Buffer.byteLength(value)} bytes; Cloud Build takes ${LIMITS.secretBytes}`;
  }
}

function* useProblems(build: Build): Iterable<string> {
  const ofAll = build.options?.secretEnv ?? [];
  const definitions = definitionsIn(build);
  const known = definitions.map(({ name }) => name);
  const lists = [{ at: 'options.secretEnv', names: ofAll, env: [] as string[] }];
  for (const { step, at } of labelled(build)) {
    const env = [...namesIn(build.options?.env), ...namesIn(step.env)];
    for (const name of [...ofAll, ...(step.secretEnv ?? [])].filter((each) => env.includes(each)))
      yield `${at}: env: ${name} is a secret of the step as well; give one of the two another name`;
    for (const name of (step.secretEnv ?? []).filter((each) => ofAll.includes(each)))
      yield `${at}: secretEnv: "${name}" comes by options.secretEnv already; leave it out`;
    lists.push({ at: `${at}: secretEnv`, names: step.secretEnv ?? [], env });
  }
  for (const { at, names } of lists) {
    for (const name of repeated(names)) yield `${at}: "${name}" is there more than once`;
    for (const name of new Set(names))
      if (!known.includes(name))
        yield `${at}: no secret has the variable "${name}"${didYouMean(name, known) || '; add it to availableSecrets'}`;
  }
  const used = new Set(lists.flatMap(({ names }) => names));
  for (const { at, name } of definitions)
    if (!used.has(name)) yield `${at}: no step asks for "${name}"; add it to the secretEnv of one, or leave it out`;
}
