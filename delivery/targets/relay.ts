import { type Build, defineBuild } from '../build';
import { IMAGES } from '../images';
import { type DeliveryFacts } from './facts';

/** Where the relay is in the repository. */
export const RELAY_FILE = 'cloudbuild/relay.yaml';

type Relay = NonNullable<DeliveryFacts['relay']>;

/**
 * Attributes of the message that the relay publishes: `trigger` is the key of the trigger that is meant, `ref` the short
 * name of the branch or tag, `commit` its full SHA.
 */
export const RELAY_ATTRIBUTES = ['trigger', 'ref', 'commit'] as const;

/** No name of a branch or tag holds a colon, so none can add an attribute. */
const SCRIPT = `#!/usr/bin/env bash
set -euo pipefail
ref=\${REF_NAME#refs/heads/}
ref=\${ref#refs/tags/}
gcloud pubsub topics publish "$_RELAY_TOPIC" \\
  --message="$TRIGGER_NAME $ref $COMMIT_SHA" \\
  --attribute="^:^trigger=$TRIGGER_NAME:ref=$ref:commit=$COMMIT_SHA"
`;

/** Publishes what happened in the repository, for triggers that a triggers file cannot hold. */
export const relayBuild = (relay: Relay): Build =>
  defineBuild('relay', {
    steps: [{ id: 'relay', name: IMAGES.gcloud, script: SCRIPT }],
    timeout: '300s',
    options: { logging: 'CLOUD_LOGGING_ONLY', automapSubstitutions: true },
    substitutions: relaySubstitutions(relay),
  });

export const relaySubstitutions = ({ topic }: Relay): Record<string, string> => ({ _RELAY_TOPIC: topic });
