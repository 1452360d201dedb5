import { type Direction, type LineageAnswer, traceLineage } from './answer';
import { findArtifacts } from './find';
import { type ArtifactAt, LineageGraph } from './graph';
import { readLineage } from './record';

function distinct(found: readonly ArtifactAt[]): ArtifactAt[] {
  const key = ({ artifact }: ArtifactAt): string => artifact.customProperties.sha256 ?? artifact.uri;
  return found.filter((at, index) => found.findIndex((other) => key(other) === key(at)) === index);
}

/** Backward from each run that made it; forward from each content once, at best from where it was made. */
function starts(graph: LineageGraph, found: readonly ArtifactAt[], direction: Direction): ArtifactAt[] {
  const made = found.filter((at) => !graph.isFromOutside(at));
  if (direction === 'forward') return distinct([...made, ...found]);
  return made.length > 0 ? made : found.slice(0, 1);
}

/**
 * Answers from the recorded runs: backward, which data, code and parameters made an artifact; forward, what it reached.
 * @param query path, URI, hash, model version or run id: see findArtifacts
 * @throws LocalRunError when nothing is recorded or nothing is found
 */
export function askLineage(runsFolder: string, query: string, direction: Direction): LineageAnswer[] {
  const graph = new LineageGraph(readLineage(runsFolder));
  return starts(graph, findArtifacts(graph, query), direction).map((at) => traceLineage(graph, at, direction));
}
