import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalRunError } from '../errors';
import { contentHash } from './content-hash';
import { type ArtifactAt, type LineageGraph } from './graph';
import { registryVersion } from './record';

/** Fewer digits of a hash than this are taken for a name. */
const SHORTEST_HASH = 8;

type Match = (at: ArtifactAt) => boolean;

function asPath(query: string): string {
  return query.startsWith('file://') ? fileURLToPath(query) : resolve(query);
}

function byUri(query: string): Match {
  const path = asPath(query);
  return ({ artifact }) => artifact.uri === query || artifact.uri === path;
}

function byHash(hash: string): Match {
  const isHash = new RegExp(`^[0-9a-f]{${SHORTEST_HASH},64}$`).test(hash);
  return ({ artifact }) => isHash && (artifact.customProperties.sha256?.startsWith(hash) ?? false);
}

function byContent(query: string): Match {
  const hash = contentHash(asPath(query));
  return hash === undefined ? () => false : byHash(hash);
}

/** A version in a registry: `model@version`, or its name at Vertex AI, or its folder. */
function byVersion(query: string): Match {
  const path = asPath(query);
  return ({ artifact }) => {
    const resource = artifact.properties['resource_name'] ?? artifact.properties['resourceName'];
    return registryVersion(artifact) === query || resource === query || resource === path;
  };
}

/** `tabular-training-0001` stands for the models of that run. */
function byRun(query: string): Match {
  return ({ run, artifact }) => run.runId === query && artifact.type.endsWith('Model');
}

/**
 * The recorded artifacts that a person means: by path or URI, by hash (8 digits or more), by model version, by run id,
 * or by the content of a file or folder that lies elsewhere now. The first of these ways that finds something decides.
 * @throws LocalRunError when nothing is found
 */
export function findArtifacts(graph: LineageGraph, query: string): ArtifactAt[] {
  const all = graph.artifacts();
  for (const match of [byUri(query), byHash(query), byVersion(query), byRun(query), byContent(query)]) {
    const found = all.filter(match);
    if (found.length > 0) return found;
  }
  const runs = graph.runs.map((run) => run.runId).join(', ');
  throw new LocalRunError(
    `no recorded artifact is "${query}": give its path or URI, 8 or more digits of its SHA-256, a model version (name@number), or a run (${runs})`,
    2,
  );
}
