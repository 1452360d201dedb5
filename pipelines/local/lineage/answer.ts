import { type ArtifactAt, type ExecutionAt, type LineageGraph } from './graph';
import { registryVersion, runContext } from './record';

export type Direction = 'backward' | 'forward';

/** A step on the way, with what it took (backward) or made (forward). */
export interface StepNode {
  readonly run: string;
  readonly step: string;
  readonly component: string;
  readonly codeSha256: string;
  readonly image: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly artifacts: readonly ArtifactNode[];
  /** Its artifacts are shown at an earlier place of the tree. */
  readonly repeated?: true;
}

/** An artifact, with the steps that made it (backward) or used it (forward). */
export interface ArtifactNode {
  readonly name: string;
  readonly type: string;
  readonly uri: string;
  readonly sha256: string | null;
  readonly run: string;
  /** As the registry knows it, `name@number`; undefined for what is in no registry. */
  readonly version?: string;
  readonly steps: readonly StepNode[];
  /** Its steps are shown at an earlier place of the tree. */
  readonly repeated?: true;
}

/** What `mlops lineage` answers about one artifact. */
export interface LineageAnswer {
  readonly direction: Direction;
  readonly tree: ArtifactNode;
  /** Files that no step made: where the data came from. Backward only. */
  readonly data: readonly ArtifactNode[];
  /** Component code on the way, by step. */
  readonly code: readonly Pick<StepNode, 'run' | 'step' | 'component' | 'codeSha256'>[];
  /** Parameters of the runs on the way, by run id. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Models on the way. */
  readonly models: readonly ArtifactNode[];
}

class Walk {
  private readonly seen = new Set<string>();
  private readonly seenSteps = new Set<string>();
  readonly artifacts: ArtifactNode[] = [];
  readonly steps: StepNode[] = [];

  constructor(
    private readonly graph: LineageGraph,
    private readonly direction: Direction,
  ) {}

  artifact(at: ArtifactAt): ArtifactNode {
    const { name, type, uri, customProperties } = at.artifact;
    const version = registryVersion(at.artifact);
    const base = { name, type, uri, sha256: customProperties.sha256, run: at.run.runId, ...(version && { version }) };
    const key = `${at.run.runId}#${at.artifact.id}`;
    if (this.seen.has(key)) return { ...base, steps: [], repeated: true };
    this.seen.add(key);
    const next = this.direction === 'backward' ? this.graph.producers(at) : this.graph.consumers(at);
    const node = { ...base, steps: next.map((each) => this.step(each)) };
    this.artifacts.push(node);
    return node;
  }

  private step(at: ExecutionAt): StepNode {
    const { component, codeSha256, image, parameters } = at.execution.properties;
    const base = { run: at.run.runId, step: at.execution.name, component, codeSha256, image, parameters };
    const key = `${base.run}#${base.step}`;
    if (this.seenSteps.has(key)) return { ...base, artifacts: [], repeated: true };
    this.seenSteps.add(key);
    const ends = this.direction === 'backward' ? this.graph.inputs(at) : this.graph.outputs(at);
    const node = { ...base, artifacts: ends.map((each) => this.artifact(each)) };
    this.steps.push(node);
    return node;
  }
}

function runParameters(graph: LineageGraph, steps: readonly StepNode[]): LineageAnswer['parameters'] {
  const ids = new Set(steps.map((step) => step.run));
  const runs = graph.runs.filter((run) => ids.has(run.runId));
  return Object.fromEntries(runs.map((run) => [run.runId, runContext(run)?.properties?.parameters ?? {}]));
}

function distinct(nodes: readonly ArtifactNode[]): ArtifactNode[] {
  return [...new Map(nodes.map((node) => [`${node.uri} ${node.sha256}`, node])).values()];
}

/** Backward: which data, code and parameters made it. Forward: which models (and all else) it reached. */
export function traceLineage(graph: LineageGraph, start: ArtifactAt, direction: Direction): LineageAnswer {
  const walk = new Walk(graph, direction);
  const tree = walk.artifact(start);
  const unmade = direction === 'backward' ? walk.artifacts.filter((node) => node.steps.length === 0) : [];
  return {
    direction,
    tree,
    data: distinct(unmade),
    code: walk.steps.map(({ run, step, component, codeSha256 }) => ({ run, step, component, codeSha256 })),
    parameters: runParameters(graph, walk.steps),
    models: distinct(walk.artifacts.filter((node) => (node.type.endsWith('Model') || node.version) && node !== tree)),
  };
}
