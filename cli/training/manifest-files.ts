import { type WrittenFile } from '../../delivery/targets';
import {
  gkePools,
  type KubernetesObject,
  type ManifestOptions,
  manifestProblems,
  queueManifests,
  sampleJobs,
  VERSIONS,
  yamlOf,
} from '../../training/manifests';
import { type Pool } from '../../training/pools/pool';
import { publishFiles } from '../delivery/publish-files';
import { EXIT, FailureError } from '../failure';

/** The manifests of a configuration. */
export interface ManifestFiles {
  /** Releases that they are for. */
  readonly versions: typeof VERSIONS;
  /** Queues first. */
  readonly files: readonly WrittenFile[];
}

const HEADER = `# Written by mlops training manifests. For Kueue ${VERSIONS.kueue} and JobSet ${VERSIONS.jobSet}.\n`;

const file = (path: string, objects: readonly KubernetesObject[]): WrittenFile => ({
  path,
  text: `${HEADER}${yamlOf(objects)}`,
});

/**
 * Queues and sample jobs for the pools of an environment that are on GKE.
 *
 * @throws FailureError for what can't be made of them
 */
export function manifestFiles(pools: readonly Pool[], options: ManifestOptions): ManifestFiles {
  const onGke = gkePools(pools);
  const problems = manifestProblems(onGke, options);
  if (problems.length > 0) throw new FailureError({ error: 'config', problems, exitCode: EXIT.badInput });
  const samples = sampleJobs(onGke, options);
  return {
    versions: VERSIONS,
    files: [
      file('queues.yaml', queueManifests(onGke, options)),
      ...samples.map((sample) => file(`train-${sample.metadata.name}.yaml`, [sample])),
    ],
  };
}

/** Puts the files into a folder, in the place of older ones. */
export function writeManifests(
  { files }: ManifestFiles,
  folder: string,
  { scratch, pointOfNoReturn }: { readonly scratch: string; readonly pointOfNoReturn: () => void },
): void {
  const changes = files.map(({ path }) => ({ path, state: 'new' as const }));
  publishFiles({ root: folder, wanted: files, changes, draft: scratch, beforePublish: pointOfNoReturn });
}
