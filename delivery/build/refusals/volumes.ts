import { posix } from 'node:path';
import { type Build } from '../build';
import { RESERVED_FOLDER, RESERVED_PATHS } from '../limits';
import { type Volume } from '../step';
import { labelled, type Refusal, repeated, shown } from './places';

/** Volumes: named and placed as Docker can, and shared by two steps at least. */
export const volumeProblems: Refusal = (build) => [
  ...listProblems('options.volumes', build.options?.volumes),
  ...labelled(build).flatMap(({ step, at }) => [
    ...listProblems(`${at}: volumes`, step.volumes),
    ...clashes(`${at}: volumes`, step.volumes, build.options?.volumes),
  ]),
  ...sharingProblems(build),
];

const clean = ({ path }: Volume): string => posix.normalize(path).replace(/(?<=.)\/$/, '');

function* listProblems(at: string, volumes: readonly Volume[] = []): Iterable<string> {
  for (const [index, volume] of volumes.entries()) {
    const { name, path } = volume;
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name))
      yield `${at}[${index}].name: ${shown(name)} must be two or more of letters, digits, "_", "." and "-"`;
    if (!posix.isAbsolute(path))
      yield `${at}[${index}].path: ${shown(path)} must be absolute; did you mean "/${path}"?`;
    else if (RESERVED_PATHS.includes(clean(volume)) || path.startsWith(RESERVED_FOLDER))
      yield `${at}[${index}].path: ${shown(path)} is Cloud Build's own; take another`;
  }
  for (const name of repeated(volumes.map((volume) => volume.name)))
    yield `${at}: the name "${name}" is there more than once`;
  for (const path of repeated(volumes.map(clean))) yield `${at}: the path "${path}" is there more than once`;
}

function* clashes(at: string, own: readonly Volume[] = [], ofAll: readonly Volume[] = []): Iterable<string> {
  for (const volume of own) {
    if (ofAll.some(({ name }) => name === volume.name))
      yield `${at}: "${volume.name}" is in options.volumes already; leave it out here`;
    else if (ofAll.some((each) => clean(each) === clean(volume)))
      yield `${at}: the path "${volume.path}" is the one of a volume in options.volumes; take another`;
  }
}

function* sharingProblems({ steps, options }: Build): Iterable<string> {
  const users = steps.flatMap(({ volumes = [] }) => [...new Set(volumes.map(({ name }) => name))]);
  for (const name of new Set(users))
    if (!repeated(users).includes(name))
      yield `volumes: only one step uses "${name}"; two must, or files belong into /workspace or /tmp`;
  if (options?.volumes?.length && steps.length < 2)
    yield 'options.volumes: the build has one step alone; volumes are for two or more';
}
