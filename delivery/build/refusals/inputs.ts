import { type BuildDependency, type GitSourceDependency } from '../dependencies';
import { PACKAGE_VERSION } from './outputs';
import { type Refusal, shown, unlessForm } from './places';

const LINK = 'projects/P/locations/L/connections/C/gitRepositoryLinks/R';

/** What a build fetches before its first step, and how. */
export const inputProblems: Refusal = ({ dependencies = [], gitConfig }) => [
  ...dependencies.flatMap((each, index) => [...dependencyProblems(`dependencies[${index}]`, each)]),
  ...(gitConfig?.http?.proxySecretVersionName
    ? unlessForm(
        'gitConfig.http.proxySecretVersionName',
        gitConfig.http.proxySecretVersionName,
        'projects/P/secrets/S/versions/V',
      )
    : []),
  ...(dependencies.length > 1 && dependencies.some(({ empty }) => empty)
    ? ['dependencies: one is empty, so that nothing is fetched; leave it or the others out']
    : []),
];

function* dependencyProblems(at: string, dependency: BuildDependency): Iterable<string> {
  const { empty, gitSource, genericArtifact } = dependency;
  if ([empty, gitSource, genericArtifact].filter((each) => each !== undefined).length !== 1)
    yield `${at}: give one of empty, gitSource, genericArtifact`;
  if (gitSource) yield* gitProblems(`${at}.gitSource`, gitSource);
  if (genericArtifact) yield* unlessForm(`${at}.genericArtifact.resource`, genericArtifact.resource, PACKAGE_VERSION);
}

function* gitProblems(at: string, { repository, depth }: GitSourceDependency): Iterable<string> {
  const { url, developerConnect } = repository;
  if ((url === undefined) === (developerConnect === undefined))
    yield `${at}.repository: give either url or developerConnect`;
  if (developerConnect) yield* unlessForm(`${at}.repository.developerConnect`, developerConnect, LINK);
  if (depth !== undefined && depth < 1 && depth !== -1)
    yield `${at}.depth: ${shown(depth)} is neither a number of commits nor -1 for all`;
}
