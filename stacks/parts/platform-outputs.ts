import { type ArtifactStore } from '../../constructs/patterns/artifact-store';
import { type DataStores } from '../../constructs/patterns/data-stores';
import { type ExperimentWorkspace } from '../../constructs/patterns/experiment-workspace';
import { addOutputs } from '../outputs';
import { type PlatformStack } from '../platform-stack';

/** What people and pipelines of an environment need to know after a deployment. */
export function platformOutputs(
  stack: PlatformStack,
  { stores, artifacts, workspace }: { stores: DataStores; artifacts: ArtifactStore; workspace: ExperimentWorkspace },
): void {
  addOutputs(stack, {
    'data-bucket': { value: stores.dataBucket.url, description: 'Data; what is below tmp/ is deleted after a while' },
    'model-bucket': { value: stores.modelBucket.url, description: 'Trained models' },
    'image-repository': { value: artifacts.images.uri, description: 'Where images are pushed' },
    'package-repository': { value: artifacts.packages.uri, description: 'Where Python packages are pushed' },
    'pipeline-repository': {
      value: artifacts.pipelineTemplates.uri,
      description: 'Where compiled pipelines are published',
    },
    'workbench-console': { value: workspace.consoleUrl, description: 'Notebooks' },
    ...(workspace.sourceCode.cloneUrl && {
      'source-repository': { value: workspace.sourceCode.cloneUrl, description: 'What git clone takes' },
    }),
  });
}
