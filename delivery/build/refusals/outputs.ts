import { type ArtifactObjects, type Artifacts, type MavenArtifact } from '../artifacts';
import { type Build } from '../build';
import { LIMITS } from '../limits';
import { imageProblems } from './image-name';
import { isOpen, type Refusal, repeated, shown, unlessForm } from './places';

/** What a build leaves: images, artifacts, tags. */
export const outputProblems: Refusal = (build) => [
  ...imageListProblems(build),
  ...(build.artifacts ? artifactProblems(build.artifacts) : []),
  ...tagProblems(build.tags ?? []),
];

function* imageListProblems({ images = [], artifacts }: Build): Iterable<string> {
  const others = artifacts?.images ?? [];
  if (images.length > 0 && others.length > 0) yield 'artifacts.images: images is the same list; give one of the two';
  for (const [field, list] of [
    ['images', images],
    ['artifacts.images', others],
  ] as const) {
    if (list.length > LIMITS.images) yield `${field}: ${list.length} of them; Cloud Build takes ${LIMITS.images}`;
    for (const [index, image] of list.entries()) yield* imageProblems(`${field}[${index}]`, image);
  }
}

function* artifactProblems(artifacts: Artifacts): Iterable<string> {
  const { objects, mavenArtifacts = [], pythonPackages = [], npmPackages = [] } = artifacts;
  if (objects) yield* objectProblems(objects);
  for (const [index, each] of mavenArtifacts.entries())
    yield* mavenProblems(`artifacts.mavenArtifacts[${index}]`, each);
  for (const [index, { repository, paths }] of pythonPackages.entries()) {
    yield* repositoryProblems(`artifacts.pythonPackages[${index}]`, repository, 'python');
    yield* pathProblems(`artifacts.pythonPackages[${index}].paths`, paths);
  }
  for (const [index, { repository }] of npmPackages.entries())
    yield* repositoryProblems(`artifacts.npmPackages[${index}]`, repository, 'npm');
  for (const [index, { moduleVersion }] of (artifacts.goModules ?? []).entries())
    if (!isOpen(moduleVersion) && !/^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(moduleVersion))
      yield `artifacts.goModules[${index}].moduleVersion: ${shown(moduleVersion)} is not of the form v1.2.3`;
  for (const [index, { registryPath }] of (artifacts.genericArtifacts ?? []).entries())
    yield* unlessForm(`artifacts.genericArtifacts[${index}].registryPath`, registryPath, PACKAGE_VERSION);
}

/** Of a generic artifact. */
export const PACKAGE_VERSION = 'projects/P/locations/L/repositories/R/packages/K/versions/V';

const repositoryProblems = (at: string, repository: string, format: string) =>
  unlessForm(`${at}.repository`, repository, `https://REGION-${format}.pkg.dev/PROJECT/REPOSITORY`);

function* mavenProblems(at: string, { repository, path, deployFolder }: MavenArtifact): Iterable<string> {
  yield* repositoryProblems(at, repository, 'maven');
  if ((path === undefined) === (deployFolder === undefined)) yield `${at}: give either path or deployFolder`;
}

function* objectProblems({ location, paths }: ArtifactObjects): Iterable<string> {
  if (!isOpen(location) && !/^gs:\/\/[^/\s]+/.test(location))
    yield `artifacts.objects.location: ${shown(location)} is not of the form gs://BUCKET/FOLDER/`;
  yield* pathProblems('artifacts.objects.paths', paths);
}

function* pathProblems(at: string, paths: readonly string[]): Iterable<string> {
  if (paths.length === 0) yield `${at}: is empty; name the files`;
  if (paths.length > LIMITS.artifactPaths)
    yield `${at}: ${paths.length} of them; Cloud Build takes ${LIMITS.artifactPaths}`;
  for (const path of paths.filter((each) => /\s/.test(each))) yield `${at}: ${shown(path)} has blanks in it`;
  for (const path of repeated(paths)) yield `${at}: ${shown(path)} is there more than once`;
}

/** Tags that are empty after substitution are left out by Cloud Build. */
function* tagProblems(tags: readonly string[]): Iterable<string> {
  if (tags.length > LIMITS.tags) yield `tags: ${tags.length} of them; Cloud Build takes ${LIMITS.tags}`;
  for (const [index, tag] of tags.entries())
    if (!isOpen(tag) && !/^\w[\w.-]{0,127}$/.test(tag))
      yield `tags[${index}]: ${shown(tag)} must be up to 128 of letters, digits, "_", "." and "-", not "." or "-" first`;
  for (const tag of repeated(tags)) yield `tags: "${tag}" is there more than once`;
}
