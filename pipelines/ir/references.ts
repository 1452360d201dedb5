import { type ArtifactType, type ParameterType } from './component-contract';
import { type Origin } from './graph';

/** A value that a pipeline will have when it runs: a pipeline's input, a task's output, a loop's item. */
export class ParameterRef<T extends ParameterType = ParameterType> {
  public readonly kind = 'parameter';
  public constructor(
    public readonly type: T,
    public readonly origin: Origin,
  ) {}
}

/** An artifact that a pipeline will have when it runs. */
export class ArtifactRef<T extends ArtifactType = ArtifactType> {
  public readonly kind = 'artifact';
  public constructor(
    public readonly type: T,
    public readonly origin: Origin,
  ) {}
}

/** A list of artifacts, such as those that a loop collected. */
export class ArtifactListRef<T extends ArtifactType = ArtifactType> {
  public readonly kind = 'artifact-list';
  public constructor(
    public readonly type: T,
    public readonly origin: Origin,
  ) {}
}

export type Ref = ParameterRef | ArtifactRef | ArtifactListRef;

/** Whether a value given to an input is a reference. */
export function isRef(value: unknown): value is Ref {
  return value instanceof ParameterRef || value instanceof ArtifactRef || value instanceof ArtifactListRef;
}

/** How errors speak of a reference. */
export function describeRef(ref: Ref): string {
  const { origin } = ref;
  if (origin.kind === 'pipeline-input') return `pipeline input "${origin.name}"`;
  if (origin.kind === 'item') return `item ${origin.field ? `field "${origin.field}" ` : ''}of loop "${origin.loop}"`;
  return `output "${origin.key}" of "${origin.node.name}"`;
}
