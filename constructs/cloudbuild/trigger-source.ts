import { type CloudbuildTriggerConfig } from '@cdktf/provider-google/lib/cloudbuild-trigger';
import { type BuildStart, type InlineStart, type MessageStart, type RepositoryStart } from './build-trigger';
import { type IConnectedRepository } from './connected-repository';
import { inlineBuild } from './inline-build';

/** Arguments of a trigger that say when a build begins, and of what. */
type TriggerSource = Partial<CloudbuildTriggerConfig> & { readonly ignoreChanges?: readonly string[] };

export function sourceOf(start: BuildStart): TriggerSource {
  if ('on' in start) return repositorySource(start);
  return 'build' in start ? inlineSource(start) : messageSource(start);
}

function repositorySource({ repository, on, file }: RepositoryStart): TriggerSource {
  const event =
    'push' in on
      ? { push: on.push }
      : {
          pullRequest: {
            branch: on.pullRequest.branch,
            // Code of people from outside never runs before a maintainer has looked at it.
            commentControl: on.pullRequest.waitsForComment
              ? 'COMMENTS_ENABLED'
              : 'COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY',
          },
        };
  return {
    filename: file,
    repositoryEventConfig: { repository: repository.repositoryName, ...event },
    includeBuildLogs: repository.host === 'github' ? 'INCLUDE_BUILD_LOGS_WITH_STATUS' : undefined,
  };
}

function messageSource({ topic, filter, repository, ref, file }: MessageStart): TriggerSource {
  const { repositoryName, host } = repository;
  const repoType = REPO_TYPES[host];
  return {
    pubsubConfig: pubsub(topic.topicId),
    filter,
    sourceToBuild: { repository: repositoryName, ref, repoType },
    gitFileSource: { path: file, repository: repositoryName, revision: ref, repoType },
    ignoreChanges:
      repoType === 'UNKNOWN' ? ['git_file_source[0].repo_type', 'source_to_build[0].repo_type'] : undefined,
  };
}

/** Others have no word in provider 6.50, and Google does not give `UNKNOWN` back. */
const REPO_TYPES: Readonly<Record<IConnectedRepository['host'], 'GITHUB' | 'UNKNOWN'>> = {
  github: 'GITHUB',
  gitlab: 'UNKNOWN',
  bitbucket: 'UNKNOWN',
};

function inlineSource({ topic, filter, build, builtIn }: InlineStart): TriggerSource {
  const inline = inlineBuild(build, { builtIn });
  return {
    pubsubConfig: pubsub(topic.topicId),
    filter,
    buildAttribute: inline,
    // Google keeps the pool under its new name, which the provider does not read.
    ignoreChanges: inline.options?.workerPool === undefined ? undefined : ['build[0].options[0].worker_pool'],
  };
}

/** Without an account for the push: the provider reads it from where Google does not write it, and never finds it again. */
const pubsub = (topic: string) => ({ topic });
