import { defineBuild } from '../build';
import { bash, optionsOf, PACKAGES, substitutions } from './common';
import { IMAGES } from '../images';
import { type ShippedBuild } from './shipped-build';

/** Once, for all environments: what is tried in one is what runs in the next. */
const COMPILE = `
npx mlops check --config "$_CONFIG"
npx mlops compile --config "$_CONFIG" --out release/templates
sha256sum release/templates/*.yaml
`;

const PUBLISH = `
[ -n "$TAG_NAME" ] || { echo 'a release is made of a tag' >&2 && exit 1; }
bash delivery/tasks/publish-templates.sh release/templates "$TAG_NAME" release/published $_TEMPLATE_REPOSITORIES
`;

const RECORD = `
npx mlops delivery release-record --published release/published --tag "$TAG_NAME" --commit "$COMMIT_SHA" --out release/record.json
`;

/** A record is written once; a second release of the tag finds it there. */
const KEEP = `
if [ -z "$_RECORDS" ]; then
  echo 'the record is in the log of the step "record" alone'
else
  gcloud storage cp --no-clobber release/record.json "$_RECORDS/releases/$TAG_NAME.json"
fi
`;

/** The pipelines of a tag, where every environment finds them. */
export const release: ShippedBuild = {
  name: 'release',
  title:
    'Compiles the pipelines of a tag once, publishes them to every environment, and proves that they are the same.',
  on: 'tag',
  each: 'repository',
  account: 'release',
  build: (settings) =>
    defineBuild('release', {
      steps: [
        PACKAGES,
        { id: 'compile', name: IMAGES.node, script: bash(COMPILE) },
        { id: 'publish', name: IMAGES.gcloud, script: bash(PUBLISH) },
        { id: 'record', name: IMAGES.node, script: bash(RECORD) },
        { id: 'keep', name: IMAGES.gcloud, script: bash(KEEP) },
      ],
      timeout: '1800s',
      options: optionsOf(settings),
      substitutions: substitutions('_CONFIG', '_TEMPLATE_REPOSITORIES', '_RECORDS'),
    }),
};
