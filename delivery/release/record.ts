/** What a release published, and the proof that it is the same everywhere. */

/** A version of a pipeline as a repository named it. */
export interface Published {
  readonly pipeline: string;
  /** `https://REGION-kfp.pkg.dev/PROJECT/REPOSITORY` */
  readonly repository: string;
  /** `sha256:...`, the repository's own name of the content. */
  readonly version: string;
}

export interface ReleaseRecord {
  readonly version: 1;
  readonly tag: string;
  readonly commit: string;
  /** Digest of each pipeline's template, by its name. */
  readonly pipelines: Readonly<Record<string, string>>;
  /** Repositories that hold all of them, one an environment. */
  readonly repositories: readonly string[];
}

/**
 * The record of a release. The same release always gives the same record: no time, no build is in it.
 *
 * @throws Error that names every pipeline that is not one and the same thing everywhere
 */
export function releaseRecord(
  release: Pick<ReleaseRecord, 'tag' | 'commit'>,
  all: readonly Published[],
): ReleaseRecord {
  const pipelines = unique(all.map(({ pipeline }) => pipeline));
  const repositories = unique(all.map(({ repository }) => repository));
  const problems = pipelines.flatMap((pipeline) => differences(pipeline, repositories, all));
  if (all.length === 0) problems.push('nothing was published');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const digests = pipelines.map((pipeline) => [pipeline, all.find((each) => each.pipeline === pipeline)!.version]);
  return { version: 1, ...release, pipelines: Object.fromEntries(digests) as Record<string, string>, repositories };
}

function differences(pipeline: string, repositories: readonly string[], all: readonly Published[]): string[] {
  const places = repositories.map((repository) => {
    const found = all.find((each) => each.pipeline === pipeline && each.repository === repository);
    return { repository, version: found?.version ?? 'absent' };
  });
  if (unique(places.map(({ version }) => version)).length === 1) return [];
  const list = places.map(({ repository, version }) => `${version} in ${repository}`).join(', ');
  return [`${pipeline} is not the same in every environment: ${list}`];
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Reads lines of pipeline, repository and version, parted by tabs. @throws Error for a line of another form */
export function publishedIn(text: string): Published[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [pipeline, repository, version, ...more] = line.split('\t');
      if (!pipeline || !repository || !/^sha256:[0-9a-f]{64}$/.test(version ?? '') || more.length > 0)
        throw new Error(`"${line}" is no line of pipeline, repository and sha256:DIGEST`);
      return { pipeline, repository, version: version! };
    });
}
