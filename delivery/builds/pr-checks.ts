import { type BuildStep, defineBuild } from '../build';
import { bash, optionsOf, PACKAGES, substitutions } from './common';
import { IMAGES } from '../images';
import { NODE, PYTHON, WITH_NODE } from './python';
import { type ShippedBuild } from './shipped-build';

/** Built once, before steps that run side by side would each build it. */
const KIT = 'node scripts/build.mjs';

/** Compiled pipelines are reviewed as files: what is compiled now must be what the reviewer sees. */
const PIPELINES = `
python3 scripts/generate-component-contracts.py --check
npx mlops compile --target local --out out/pipelines
for compiled in out/pipelines/*.yaml; do
  name=$(basename "$compiled" .yaml)
  diff --unified "pipelines/kfp/$name/pipeline.yaml" "$compiled" || stale="\${stale:-} $name"
done
if [ -n "\${stale:-}" ]; then
  echo "stale:$stale; run: npx ts-node scripts/write-reference-pipelines.ts" >&2
  exit 1
fi
`;

/** What a reviewer approved before: addresses, arguments of resources, references between the steps of pipelines. */
const GOLDEN = `
npx jest --ci --selectProjects fast --testPathPatterns 'test/(stacks/(addresses|snapshot)|pipelines/(components|kfp))'
`;

const SYNTH = `
npx mlops check --config "$_CONFIG"
npx mlops synth --config "$_CONFIG" --out out/synth --summary
`;

const POLICY = `
${WITH_NODE}
node -r ts-node/register/transpile-only scripts/policy.ts --config "$_CONFIG" --stacks out/synth/stacks
`;

const node = (id: string, waitFor: string, text: string): BuildStep => ({
  id,
  name: IMAGES.node,
  waitFor: [waitFor],
  script: bash(text),
});
const python = (id: string, waitFor: readonly string[], text: string): BuildStep => ({
  id,
  name: IMAGES.python,
  waitFor,
  script: bash(text),
});

/** What is known of a change without running a pipeline or asking the cloud. */
export const prChecks: ShippedBuild = {
  name: 'pr-checks',
  title: 'Types, lint, format, component tests, pipelines, stacks and policies of a change.',
  on: 'pullRequest',
  each: 'repository',
  account: 'ci',
  build: (settings) =>
    defineBuild('pr-checks', {
      steps: [
        PACKAGES,
        NODE,
        node('kit', 'packages', KIT),
        node('types', 'packages', 'npm run typecheck'),
        node('lint', 'packages', 'npm run lint'),
        node('format', 'packages', 'npm run format:check'),
        node('pipelines', 'kit', PIPELINES),
        node('golden', 'kit', GOLDEN),
        node('synth', 'kit', SYNTH),
        PYTHON,
        python('component-tests', ['python'], '.venv/bin/python -m pytest -q pipelines/components'),
        python('policy', ['synth', 'node'], POLICY),
      ],
      timeout: '2400s',
      options: optionsOf(settings),
      substitutions: substitutions('_CONFIG'),
    }),
};
