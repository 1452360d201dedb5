import { type LineageArtifact, type LineageEvent, type LineageExecution, type RunLineage } from './record';

/** An artifact as one run saw it. */
export interface ArtifactAt {
  readonly run: RunLineage;
  readonly artifact: LineageArtifact;
}

/** A step of one run. */
export interface ExecutionAt {
  readonly run: RunLineage;
  readonly execution: LineageExecution;
}

/** The same thing in another run: same content, or the same place when there is no content to compare. */
function isSame(left: LineageArtifact, right: LineageArtifact): boolean {
  const hash = left.customProperties.sha256;
  return hash ? hash === right.customProperties.sha256 : !right.customProperties.sha256 && left.uri === right.uri;
}

/**
 * All runs as one graph of artifacts and steps. Runs are joined where one takes what another made: an artifact that
 * came from outside its run (no step made it, or one that took nothing in, as when it fetches a champion from the
 * registry) is looked up among what the other runs made.
 */
export class LineageGraph {
  constructor(readonly runs: readonly RunLineage[]) {}

  /** Every artifact of every run. */
  artifacts(): ArtifactAt[] {
    return this.runs.flatMap((run) => run.record.artifacts.map((artifact) => ({ run, artifact })));
  }

  /** The steps that made it: of its own run, and of the run it came from. */
  producers(at: ArtifactAt): ExecutionAt[] {
    const own = this.executions(at, 'OUTPUT');
    if (!this.isFromOutside(at)) return own;
    const elsewhere = this.twins(at).filter((twin) => !this.isFromOutside(twin));
    const origin = elsewhere.find((twin) => twin.artifact.uri === at.artifact.uri) ?? elsewhere[0];
    return [...own, ...(origin ? this.executions(origin, 'OUTPUT') : [])];
  }

  /** The steps that took it, in its own run and in those it was carried to. */
  consumers(at: ArtifactAt): ExecutionAt[] {
    const carried = this.twins(at).filter((twin) => this.isFromOutside(twin));
    return [at, ...carried].flatMap((each) => this.executions(each, 'INPUT'));
  }

  inputs(at: ExecutionAt): ArtifactAt[] {
    return this.ends(at, 'INPUT');
  }

  outputs(at: ExecutionAt): ArtifactAt[] {
    return this.ends(at, 'OUTPUT');
  }

  /** Whether no step of its run made it, or only steps that took nothing in. */
  isFromOutside(at: ArtifactAt): boolean {
    return this.executions(at, 'OUTPUT').every((producer) => this.inputs(producer).length === 0);
  }

  private twins(at: ArtifactAt): ArtifactAt[] {
    return this.artifacts().filter((other) => other.run !== at.run && isSame(at.artifact, other.artifact));
  }

  private executions({ run, artifact }: ArtifactAt, type: LineageEvent['type']): ExecutionAt[] {
    const events = run.record.events.filter((event) => event.type === type && event.artifactId === artifact.id);
    const ids = new Set(events.map((event) => event.executionId));
    return run.record.executions.filter(({ id }) => ids.has(id)).map((execution) => ({ run, execution }));
  }

  private ends({ run, execution }: ExecutionAt, type: LineageEvent['type']): ArtifactAt[] {
    const events = run.record.events.filter((event) => event.type === type && event.executionId === execution.id);
    const ids = new Set(events.map((event) => event.artifactId));
    return run.record.artifacts.filter(({ id }) => ids.has(id)).map((artifact) => ({ run, artifact }));
  }
}
