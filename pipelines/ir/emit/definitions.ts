/** Input and output definitions of components. */
import { type ArtifactContract, type ParameterContract, type PortContract, type Ports } from '../component-contract';
import { type Ref } from '../references';
import {
  type ComponentInputsSpec,
  type ComponentInputsSpec_ArtifactSpec,
  type ComponentInputsSpec_ParameterSpec,
  type ComponentOutputsSpec,
} from '../spec/pipeline-spec.generated';

interface Definitions<P, A> {
  parameters?: Record<string, P>;
  artifacts?: Record<string, A>;
}

function split<P, A>(
  ports: readonly (readonly [string, PortContract])[],
  parameter: (port: ParameterContract) => P,
  artifact: (port: ArtifactContract) => A,
): Definitions<P, A> | undefined {
  const result: Definitions<P, A> = {};
  for (const [name, port] of ports) {
    if (port.kind === 'parameter') (result.parameters ??= {})[name] = parameter(port);
    else (result.artifacts ??= {})[name] = artifact(port);
  }
  return ports.length > 0 ? result : undefined;
}

export function inputDefinitions(ports: Ports): ComponentInputsSpec | undefined {
  return split(Object.entries(ports), inputParameter, inputArtifact);
}

export function outputDefinitions(ports: Ports): ComponentOutputsSpec | undefined {
  return split(
    Object.entries(ports),
    ({ type, description }) => ({ parameterType: type, ...(description && { description }) }),
    (port) => inputArtifact({ ...port, optional: undefined }),
  );
}

function inputParameter(port: ParameterContract): ComponentInputsSpec_ParameterSpec {
  const { type, description } = port;
  const hasDefault = port.default !== undefined && port.default !== null;
  const isOptional = mayBeLeftOut(port);
  return {
    parameterType: type,
    ...(isOptional && { isOptional }),
    ...(hasDefault && { defaultValue: port.default }),
    ...(description && { description }),
  };
}

function inputArtifact({ type, schemaVersion, list, optional, description }: ArtifactContract) {
  return {
    artifactType: { schemaTitle: type, schemaVersion },
    ...(list && { isArtifactList: true }),
    ...(optional && { isOptional: true }),
    ...(description && { description }),
  } satisfies ComponentInputsSpec_ArtifactSpec;
}

/** Whether a task may leave an input out. The backend fills in a final status, so it never has to be given. */
export function mayBeLeftOut(port: PortContract): boolean {
  if (port.kind === 'artifact') return port.optional === true;
  return port.optional === true || port.default !== undefined || port.type === 'TASK_FINAL_STATUS';
}

/** What a value looks like in a definition of the level that it enters. */
export function portOfRef(ref: Ref): PortContract {
  if (ref.kind === 'parameter') return { kind: 'parameter', type: ref.type };
  const artifact = { kind: 'artifact', type: ref.type, schemaVersion: '0.0.1' } as const;
  return ref.kind === 'artifact-list' ? { ...artifact, list: true } : artifact;
}

/** Ports of values by the name they have there. */
export function portsOfRefs(refs: Iterable<readonly [string, Ref]>): Ports {
  return Object.fromEntries([...refs].map(([name, ref]) => [name, portOfRef(ref)]));
}
