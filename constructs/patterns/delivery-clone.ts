import { type Build, type BuildStep } from '../../delivery/build';
import { IMAGES } from '../../delivery/images';

/** What a build that no event of the repository started is made of. */
export interface CloneOptions {
  /** What `git clone` takes: https, or known at deployment. */
  readonly cloneUrl: string;
  /** The branch that is delivered. */
  readonly branch: string;
  /**
   * Substitution that holds the commit: `$_COMMIT`.
   * @default - the newest commit of the branch
   */
  readonly commit?: string;
}

const ID = 'clone';

/** Only what was merged is built, whoever asks for it: the commit has to be in the history of the branch. */
const SCRIPT = `#!/usr/bin/env bash
set -euo pipefail
host="$(cut -d/ -f3 <<< "$CLONE_URL")"
git config --global "credential.https://$host.helper" gcloud.sh
git clone --quiet --no-checkout "$CLONE_URL" .
if [ -n "$COMMIT" ]; then
  [[ "$COMMIT" =~ ^[0-9a-f]{40}$ ]] || { echo "\\"$COMMIT\\" is no commit" >&2; exit 1; }
  git merge-base --is-ancestor "$COMMIT" "origin/$BRANCH" || { echo "$COMMIT is not on $BRANCH" >&2; exit 1; }
fi
git checkout --quiet --detach "\${COMMIT:-origin/$BRANCH}"
git log --oneline --max-count=1
`;

/**
 * The build with a first step that gets its source from Secure Source Manager, where Cloud Build itself has none.
 * https://cloud.google.com/secure-source-manager/docs/use-git
 */
export function withClone(build: Build, { cloneUrl, branch, commit = '' }: CloneOptions): Build {
  const clone: BuildStep = {
    id: ID,
    // Has git, and lets it sign in to Secure Source Manager.
    name: IMAGES.gcloud,
    env: [`CLONE_URL=${cloneUrl}`, `BRANCH=${branch}`, `COMMIT=${commit}`],
    script: SCRIPT,
    automapSubstitutions: false,
  };
  // What starts beside everything else starts once there is a source.
  const steps = build.steps.map((step) => (step.waitFor?.includes('-') ? { ...step, waitFor: [ID] } : step));
  return { ...build, steps: [clone, ...steps] };
}
