import { type PlatformStack } from '../platform-stack';
import { ArtifactStore } from '../../constructs/patterns/artifact-store';
import { type Foundation } from '../../constructs/patterns/foundation';
import { buildersOf } from '../../constructs/patterns/people';

export function artifactStore(stack: PlatformStack, foundation: Foundation): ArtifactStore {
  const { environment, people } = stack.settings;
  const artifacts = new ArtifactStore(stack, 'ArtifactStore', {
    environment,
    writers: buildersOf(people),
    encryptionKey: foundation.key('artifacts'),
  });
  artifacts.grantRead('training', foundation.trainingAccount.member);
  return artifacts;
}
