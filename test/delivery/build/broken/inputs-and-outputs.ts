import { broken, many } from './case';

const objects = { location: 'gs://b/f/', paths: ['a'] };
const maven = { repository: 'https://europe-west4-maven.pkg.dev/p/r', path: 'a.jar' };
const git = { repository: { url: 'https://x' }, revision: 'main', destPath: 'x' };

export const INPUTS_AND_OUTPUTS = [
  broken(
    'a dependency on nothing',
    { dependencies: [{}] },
    'dependencies[0]: give one of empty, gitSource, genericArtifact',
  ),
  broken(
    'a dependency on two things',
    { dependencies: [{ gitSource: git, genericArtifact: { resource: 'r', destPath: 'x' } }] },
    'dependencies[0]: give one of empty, gitSource, genericArtifact',
    'dependencies[0].genericArtifact.resource: "r" is not of the form projects/P/locations/L/repositories/R/packages/K/versions/V',
  ),
  broken(
    'nothing, and something',
    { dependencies: [{ empty: true }, { gitSource: git }] },
    'dependencies: one is empty, so that nothing is fetched; leave it or the others out',
  ),
  broken(
    'a repository that is none, and no commits',
    { dependencies: [{ gitSource: { ...git, repository: {}, depth: 0 } }] },
    'dependencies[0].gitSource.repository: give either url or developerConnect',
    'dependencies[0].gitSource.depth: 0 is neither a number of commits nor -1 for all',
  ),
  broken(
    'a link that is none',
    { dependencies: [{ gitSource: { ...git, repository: { developerConnect: 'x' } } }] },
    'dependencies[0].gitSource.repository.developerConnect: "x" is not of the form projects/P/locations/L/connections/C/gitRepositoryLinks/R',
  ),
  broken(
    'a proxy as it is',
    { gitConfig: { http: { proxySecretVersionName: 'http://proxy' } } },
    'gitConfig.http.proxySecretVersionName: "http://proxy" is not of the form projects/P/secrets/S/versions/V',
  ),
  broken(
    'images in two places',
    { images: ['a/b'], artifacts: { images: ['a/c'] } },
    'artifacts.images: images is the same list; give one of the two',
  ),
  broken('too many images', { images: many(701, (at) => `a/i${at}`) }, 'images: 701 of them; Cloud Build takes 700'),
  broken(
    'an image with a blank',
    { images: ['a b'] },
    'images[0]: "a b" is not the name of an image, as "node:20" or "REGION-docker.pkg.dev/P/R/image:1"',
  ),
  broken(
    'a place that is no bucket',
    { artifacts: { objects: { ...objects, location: '/b' } } },
    'artifacts.objects.location: "/b" is not of the form gs://BUCKET/FOLDER/',
  ),
  broken(
    'no files',
    { artifacts: { objects: { ...objects, paths: [] } } },
    'artifacts.objects.paths: is empty; name the files',
  ),
  broken(
    'files with blanks, and twice',
    { artifacts: { objects: { ...objects, paths: ['a b', 'c', 'c'] } } },
    'artifacts.objects.paths: "a b" has blanks in it',
    'artifacts.objects.paths: "c" is there more than once',
  ),
  broken(
    'too many files',
    { artifacts: { objects: { ...objects, paths: many(101, String) } } },
    'artifacts.objects.paths: 101 of them; Cloud Build takes 100',
  ),
  broken(
    'a file and a folder for Maven',
    { artifacts: { mavenArtifacts: [{ ...maven, deployFolder: 'target' }] } },
    'artifacts.mavenArtifacts[0]: give either path or deployFolder',
  ),
  broken(
    'a repository of Maven by its name alone',
    { artifacts: { mavenArtifacts: [{ ...maven, repository: 'r' }] } },
    'artifacts.mavenArtifacts[0].repository: "r" is not of the form https://REGION-maven.pkg.dev/PROJECT/REPOSITORY',
  ),
  broken(
    'no packages of Python',
    { artifacts: { pythonPackages: [{ repository: 'https://europe-west4-python.pkg.dev/p/r', paths: [] }] } },
    'artifacts.pythonPackages[0].paths: is empty; name the files',
  ),
  broken(
    'a repository of another format',
    { artifacts: { pythonPackages: [{ repository: maven.repository, paths: ['dist/*'] }] } },
    'artifacts.pythonPackages[0].repository: "https://europe-west4-maven.pkg.dev/p/r" is not of the form https://REGION-python.pkg.dev/PROJECT/REPOSITORY',
  ),
  broken(
    'a repository of npm without its project',
    { artifacts: { npmPackages: [{ repository: 'https://europe-west4-npm.pkg.dev/r', packagePath: '.' }] } },
    'artifacts.npmPackages[0].repository: "https://europe-west4-npm.pkg.dev/r" is not of the form https://REGION-npm.pkg.dev/PROJECT/REPOSITORY',
  ),
  broken(
    'a version without its v',
    { artifacts: { goModules: [{ repositoryName: 'r', modulePath: 'x.com/y', moduleVersion: '1.0.0' }] } },
    'artifacts.goModules[0].moduleVersion: "1.0.0" is not of the form v1.2.3',
  ),
  broken(
    'a generic artifact without its version',
    { artifacts: { genericArtifacts: [{ folder: 'out', registryPath: 'projects/p/locations/l/repositories/r' }] } },
    'artifacts.genericArtifacts[0].registryPath: "projects/p/locations/l/repositories/r" is not of the form projects/P/locations/L/repositories/R/packages/K/versions/V',
  ),
  broken(
    'tags with blanks, and twice',
    { tags: ['a b', 'c', 'c'] },
    'tags[0]: "a b" must be up to 128 of letters, digits, "_", "." and "-", not "." or "-" first',
    'tags: "c" is there more than once',
  ),
  broken('too many tags', { tags: many(65, (at) => `t${at}`) }, 'tags: 65 of them; Cloud Build takes 64'),
];
