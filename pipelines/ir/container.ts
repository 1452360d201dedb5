import { type Component } from './component';
import { type PortContract, type Ports } from './component-contract';

/** The placeholders of one input or output, for the command line of a container. */
interface ParameterInputPlaceholder {
  /** The value. */
  readonly value: string;
}
interface ArtifactPlaceholder {
  readonly uri: string;
  /** Where the file is mounted. */
  readonly path: string;
  /** A property recorded with the artifact. */
  readonly metadata: (key: string) => string;
}
interface ParameterOutputPlaceholder {
  /** File that the container writes the value to. */
  readonly outputFile: string;
}

/** What a container's command line may refer to. */
export interface Placeholders<I extends Ports, O extends Ports> {
  readonly inputs: {
    readonly [K in keyof I]: I[K]['kind'] extends 'parameter' ? ParameterInputPlaceholder : ArtifactPlaceholder;
  };
  readonly outputs: {
    readonly [K in keyof O]: O[K]['kind'] extends 'parameter' ? ParameterOutputPlaceholder : ArtifactPlaceholder;
  };
}

/** A component that is a container image with its command line. */
export interface ContainerComponentOptions<I extends Ports, O extends Ports> {
  /** Kebab-case. */
  readonly name: string;
  readonly description?: string;
  /** @default - none */
  readonly inputs?: I;
  /** @default - none */
  readonly outputs?: O;
  readonly image: string;
  /** @default - the image's entry point */
  readonly command?: readonly string[];
  /** @default - none */
  readonly args?: (placeholders: Placeholders<I, O>) => readonly string[];
}

/** Everything about a task's inputs and outputs as JSON. */
export const executorInput = '{{$}}';

/** Declares a component that runs a container image. It runs on Vertex AI, not in the local runner. */
export function containerComponent<
  const I extends Ports = Record<never, never>,
  const O extends Ports = Record<never, never>,
>(options: ContainerComponentOptions<I, O>): Component<I, O> {
  const { name, description, image, command = [], args } = options;
  const inputs = options.inputs ?? ({} as I);
  const outputs = options.outputs ?? ({} as O);
  const placeholders = {
    inputs: placeholdersOf('inputs', inputs),
    outputs: placeholdersOf('outputs', outputs),
  } as Placeholders<I, O>;
  const implementation = { kind: 'container', image, command, args: args?.(placeholders) ?? [] } as const;
  return { name, description, inputs, outputs, implementation };
}

function placeholdersOf(side: 'inputs' | 'outputs', ports: Ports): object {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, placeholder(side, name, port)]));
}

function placeholder(side: 'inputs' | 'outputs', name: string, port: PortContract) {
  const at = `$.${side}.${port.kind}s['${name}']`;
  if (port.kind === 'parameter')
    return side === 'inputs' ? { value: `{{${at}}}` } : { outputFile: `{{${at}.output_file}}` };
  return { uri: `{{${at}.uri}}`, path: `{{${at}.path}}`, metadata: (key: string) => `{{${at}.metadata['${key}']}}` };
}

/** One argument made of several, some of which may be `ifPresent`. */
export function concat(...items: readonly string[]): string {
  return JSON.stringify({ Concat: items.map(nested) });
}

/** Arguments that are there only when an optional input is given. */
export function ifPresent(
  input: string,
  then: string | readonly string[],
  otherwise?: string | readonly string[],
): string {
  const branch = (value: string | readonly string[]) => (typeof value === 'string' ? nested(value) : value.map(nested));
  const Else = otherwise === undefined ? {} : { Else: branch(otherwise) };
  return JSON.stringify({ IfPresent: { InputName: input, Then: branch(then), ...Else } });
}

/** `concat` and `ifPresent` nest as JSON, not as text. */
function nested(item: string): unknown {
  return /^\{"(Concat|IfPresent)":/.test(item) ? JSON.parse(item) : item;
}
