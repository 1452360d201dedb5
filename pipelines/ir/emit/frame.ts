import { type ScopeRecord } from '../graph';
import { type ArtifactListRef, type ArtifactRef, ParameterRef, type Ref } from '../references';
import {
  type TaskInputsSpec,
  type TaskInputsSpec_InputArtifactSpec,
  type TaskInputsSpec_InputParameterSpec,
} from '../spec/pipeline-spec.generated';
import { channelName, itemName } from './naming';

/** One DAG while it is written: binds references, and remembers which ones have to come in from around it. */
export class Frame {
  /** Values that this DAG needs from around it, by the name they have in it. */
  public readonly needs = new Map<string, Ref>();

  /** @param scope the author's scope that this DAG is the inside of; none for a DAG that only groups others */
  public constructor(private readonly scope?: ScopeRecord) {}

  public parameter(ref: ParameterRef): TaskInputsSpec_InputParameterSpec {
    const { origin } = ref;
    if (origin.scope !== this.scope) return { componentInputParameter: this.need(ref) };
    if (origin.kind === 'pipeline-input') return { componentInputParameter: origin.name };
    if (origin.kind === 'output') {
      return { taskOutputParameter: { producerTask: origin.node.name, outputParameterKey: origin.key } };
    }
    const whole = { componentInputParameter: itemName(origin.loop) };
    return origin.field ? { ...whole, parameterExpressionSelector: selector(origin.field) } : whole;
  }

  public artifact(ref: ArtifactRef | ArtifactListRef): TaskInputsSpec_InputArtifactSpec {
    const { origin } = ref;
    if (origin.scope === this.scope && origin.kind === 'output') {
      return { taskOutputArtifact: { producerTask: origin.node.name, outputArtifactKey: origin.key } };
    }
    return { componentInputArtifact: origin.scope === this.scope ? channelName(ref) : this.need(ref) };
  }

  /** Inputs of a task that hands these values on under the same names. */
  public passOn(refs: Iterable<readonly [string, Ref]>): TaskInputsSpec {
    const inputs: TaskInputsSpec = {};
    for (const [name, ref] of refs) {
      if (ref instanceof ParameterRef) (inputs.parameters ??= {})[name] = this.parameter(ref);
      else (inputs.artifacts ??= {})[name] = this.artifact(ref);
    }
    return inputs;
  }

  private need(ref: Ref): string {
    const name = channelName(ref);
    this.needs.set(name, ref);
    return name;
  }
}

function selector(field: string): string {
  return `parseJson(string_value)[${JSON.stringify(field)}]`;
}
