import { type ComponentSpec } from '../spec/pipeline-spec.generated';

/** Something in a finished spec that refers to nothing, or to something of another type. */
export interface SpecProblem {
  /** Path of task names from the root, as in `root/train`. */
  readonly where: string;
  readonly problem: string;
}

/** What a value is: a parameter's type, an artifact's schema, a list of artifacts. */
export interface PortType {
  readonly kind: 'parameter' | 'artifact';
  readonly type: string;
  readonly list: boolean;
  readonly optional: boolean;
}

export type PortTypes = ReadonlyMap<string, PortType>;

interface Definitions {
  readonly parameters?: Record<string, { parameterType?: string; isOptional?: boolean; defaultValue?: unknown }>;
  readonly artifacts?: Record<
    string,
    { artifactType?: { schemaTitle?: string }; isArtifactList?: boolean; isOptional?: boolean }
  >;
}

function portTypes({ parameters = {}, artifacts = {} }: Definitions = {}): PortTypes {
  const ports = new Map<string, PortType>();
  for (const [name, { parameterType = '', isOptional = false }] of Object.entries(parameters)) {
    const optional = isOptional || parameterType === 'TASK_FINAL_STATUS';
    ports.set(name, { kind: 'parameter', type: parameterType, list: false, optional });
  }
  for (const [name, { artifactType, isArtifactList = false, isOptional = false }] of Object.entries(artifacts)) {
    ports.set(name, {
      kind: 'artifact',
      type: artifactType?.schemaTitle ?? '',
      list: isArtifactList,
      optional: isOptional,
    });
  }
  return ports;
}

export function inputsOf(component: ComponentSpec): PortTypes {
  return portTypes(component.inputDefinitions as Definitions | undefined);
}

export function outputsOf(component: ComponentSpec): PortTypes {
  return portTypes(component.outputDefinitions as Definitions | undefined);
}

/** Whether a value may go where another is declared; `system.Artifact` takes every artifact. */
export function fits(given: PortType, wanted: PortType): boolean {
  if (given.kind !== wanted.kind || given.list !== wanted.list) return false;
  return given.type === wanted.type || (wanted.kind === 'artifact' && wanted.type === 'system.Artifact');
}

export function describePort({ type, list }: PortType): string {
  return list ? `a list of ${type}` : type;
}
