/**
 * The local runner looks at what a task gives to a nested pipeline only when a parameter is among it. A nested pipeline
 * that takes artifacts alone therefore gets a parameter that nothing uses.
 */
import { type Ports } from '../component-contract';
import { type ComponentSpec } from '../spec/pipeline-spec.generated';

export const PLACEHOLDER = 'takes_only_artifacts';

export function takesOnlyArtifacts(inputs: Ports): boolean {
  const ports = Object.values(inputs);
  return ports.length > 0 && ports.every(({ kind }) => kind === 'artifact');
}

export function withPlaceholder(component: ComponentSpec): ComponentSpec {
  const parameters = { [PLACEHOLDER]: { parameterType: 'BOOLEAN' } } as const;
  return { ...component, inputDefinitions: { ...component.inputDefinitions, parameters } };
}
