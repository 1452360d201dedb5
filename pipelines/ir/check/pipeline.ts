import { type PipelineDefinition } from '../component';
import { checkConstant } from './value';
import { type ComponentSpec } from '../spec/pipeline-spec.generated';
import { PipelineError } from '../errors';

/** Refuses inputs whose default doesn't fit, and inputs that nothing uses. */
export function checkPipelineInputs({ name, inputs }: PipelineDefinition, root: ComponentSpec): void {
  const used = usedInputs(root);
  for (const [input, port] of Object.entries(inputs)) {
    if (port.kind === 'parameter' && port.default !== undefined && port.default !== null) {
      checkConstant(port.type, port.default, (problem) => {
        throw new PipelineError({
          pipeline: name,
          input,
          problem: `its default ${JSON.stringify(port.default)} ${problem}`,
        });
      });
    }
    if (used.has(input)) continue;
    throw new PipelineError({
      pipeline: name,
      input,
      problem: 'nothing uses it',
      fix: 'use it in a task, or remove it',
    });
  }
}

function usedInputs(root: ComponentSpec): Set<string> {
  const tasks = Object.values(root.dag?.tasks ?? {});
  const parameters = tasks.flatMap(({ inputs }) => Object.values(inputs?.parameters ?? {}));
  const artifacts = tasks.flatMap(({ inputs }) => Object.values(inputs?.artifacts ?? {}));
  return new Set([
    ...parameters.map(({ componentInputParameter }) => componentInputParameter ?? ''),
    ...artifacts.map(({ componentInputArtifact }) => componentInputArtifact ?? ''),
  ]);
}
