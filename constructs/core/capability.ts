import { Construct, type IConstruct } from 'constructs';

/** One MLOps capability, as `mlops levels` and the labels name it. */
export interface CapabilityInfo {
  /** Its name in kebab case. */
  readonly kind: string;
  readonly title: string;
  /** The level from which on a platform has it. */
  readonly sinceLevel: 0 | 1 | 2;
  /** What it makes, one sentence. */
  readonly makes: string;
  /** Google APIs that its resources need. */
  readonly services: readonly string[];
}

const CAPABILITY = Symbol.for('mlops-kit.capability');

/** An L3: wires resources to one MLOps capability. Its id is a constant, as it is part of every address below it. */
export abstract class Capability extends Construct {
  protected constructor(
    scope: Construct,
    id: string,
    readonly info: CapabilityInfo,
  ) {
    super(scope, id);
    Object.defineProperty(this, CAPABILITY, { value: info });
  }
}

/** The capability that a construct belongs to: the nearest one above it. */
export function capabilityOf(node: IConstruct): CapabilityInfo | undefined {
  for (let scope: IConstruct | undefined = node; scope; scope = scope.node.scope) {
    if (CAPABILITY in scope) return (scope as unknown as { [CAPABILITY]: CapabilityInfo })[CAPABILITY];
  }
  return undefined;
}
