import { type BuildStep, defineBuild } from '../build';
import { bash, optionsOf, PACKAGES, substitutions } from './common';
import { IMAGES } from '../images';
import { NODE, PYTHON, WITH_NODE } from './python';
import { type ShippedBuild } from './shipped-build';

const TESTS = '.venv/bin/python -m pytest -q pipelines';

/** The kit's version and the time of the commit: later commits sort later, and the same commit is the same version. */
const VERSION = `
mkdir -p out/components
kit=$(node --print "require('./package.json').version")
time=$(TZ=UTC git log -1 --format=%cd --date=format-local:%Y%m%d%H%M%S)
echo "$kit.post$time" | tee out/components/version
`;

/** What an earlier build of the commit has pushed is kept: neither a tag nor a version ever means something else. */
const PUSHED = `
known() {
  local name=$1
  shift
  if "$@" > "out/components/$name.pushed" 2> out/components/complaint; then
    echo "$name was pushed before: $(cat "out/components/$name.pushed")"
  elif grep -qi 'not.\\?found' out/components/complaint; then
    rm "out/components/$name.pushed"
  else
    cat out/components/complaint >&2 && return 1
  fi
}
known image gcloud artifacts docker images describe "$_IMAGES/components:$COMMIT_SHA" --format 'value(image_summary.digest)'
packages=\${_PACKAGES#https://}
IFS=/ read -r host project repository <<< "\${packages%/}"
known package gcloud artifacts versions describe "$(cat out/components/version)" --package mlops-components \\
  --repository "$repository" --location "\${host%-python.pkg.dev}" --project "$project" --format 'value(name)'
`;

const WHEEL = `
${WITH_NODE}
bash pipelines/package/build.sh "$(cat out/components/version)"
`;

const IMAGE = `
image="$_IMAGES/components:$COMMIT_SHA"
if [ -s out/components/image.pushed ]; then
  docker pull "$image"
else
  docker build --tag "$image" --label "org.opencontainers.image.revision=$COMMIT_SHA" pipelines/image
fi
`;

const SMOKE = `
docker run --rm --interactive "$_IMAGES/components:$COMMIT_SHA" \\
  python3 - $(grep -E '^[A-Za-z]' pipelines/image/requirements.txt) < pipelines/image/smoke.py
`;

const PUSH_PACKAGE = `
if [ -s out/components/package.pushed ]; then
  exit 0
fi
export PATH="$PATH:$PWD/.tools/package/.venv/bin"
packages=\${_PACKAGES#https://}
twine upload --non-interactive --disable-progress-bar --repository-url "https://\${packages%/}/" out/components/dist/*.whl
`;

/** The digest is what mlops.yaml names: of a tag nobody knows what it will mean. */
const PUSH_IMAGE = `
docker push "$_IMAGES/components:$COMMIT_SHA"
image=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$_IMAGES/components:$COMMIT_SHA" |
  grep -F "$_IMAGES/components@sha256:")
echo "$image" | tee out/components/image
if [ -n "\${BUILDER_OUTPUT:-}" ]; then
  cp out/components/image "$BUILDER_OUTPUT/output"
fi
cat << END

Packages:  mlops-components==$(cat out/components/version)
Image:     for mlops.yaml
pipelines:
  image: $image
END
`;

const step = (id: string, name: string, waitFor: readonly string[], text: string): BuildStep => ({
  id,
  name,
  waitFor,
  script: bash(text),
});

/** What steps of pipelines run in, and what they are, for everybody who uses them: once they are tested. */
export const components: ShippedBuild = {
  name: 'components',
  title: 'Tests the components, and pushes their package and the image that they run in.',
  on: 'main',
  each: 'repository',
  account: 'release',
  includedFiles: ['pipelines/**'],
  ignoredFiles: ['**/*.md'],
  build: (settings) =>
    defineBuild('components', {
      steps: [
        PACKAGES,
        NODE,
        PYTHON,
        step('tests', IMAGES.python, ['python'], TESTS),
        step('version', IMAGES.node, ['-'], VERSION),
        step('pushed', IMAGES.gcloud, ['version'], PUSHED),
        step('wheel', IMAGES.python, ['python', 'version'], WHEEL),
        step('image', IMAGES.docker, ['pushed'], IMAGE),
        step('smoke', IMAGES.docker, ['image'], SMOKE),
        step('push-package', IMAGES.python, ['tests', 'wheel', 'pushed', 'smoke'], PUSH_PACKAGE),
        step('push-image', IMAGES.docker, ['push-package'], PUSH_IMAGE),
      ],
      timeout: '3600s',
      // With a record, signed by Google, of which commit an image was built from.
      options: { ...optionsOf(settings), requestedVerifyOption: 'VERIFIED' },
      substitutions: substitutions('_IMAGES', '_PACKAGES'),
      images: ['$_IMAGES/components:$COMMIT_SHA'],
    }),
};
