import { defineBuild, type BuildStep } from '../build';
import { bash, optionsOf, PACKAGES, substitutions } from './common';
import { IMAGES } from '../images';
import { WITH_NODE } from './python';
import { type ShippedBuild } from './shipped-build';

/** Not every notice is about a new challenger. A file says so to the steps that follow. */
const NOTICE = `
mkdir -p model .tools/node
cp "$(command -v node)" .tools/node/node
skip() { echo "$1: nothing to do" | tee model/skip && exit 0; }
[ "$_MODEL_STATE" = registered ] || skip "the notice says that $_MODEL is $_MODEL_STATE"
npx mlops delivery facts --config "$_CONFIG" --environment "$_ENVIRONMENT" --model "$_MODEL" > model/facts.sh
. model/facts.sh
[ -n "$promotion_pipeline" ] || skip "$_MODEL has no promotion"
`;

/** The image of Python has no Node, the image of Node cannot make an environment of Python. */
const PYTHON = `
${WITH_NODE}
node scripts/python-env.mjs
`;

const UNLESS_SKIPPED = '[ ! -e model/skip ] || exit 0\n';

const FETCH = 'bash delivery/tasks/fetch-challenger.sh "$_MODEL" model';

const check = (command: string): string => `
. model/facts.sh
export PYTHONPATH=pipelines
.venv/bin/python -m delivery_checks ${command} --model model/challenger --rows model/rows.jsonl
`;

const REQUEST = `
. model/facts.sh
echo "challenger:$_MODEL@$(cat model/version)" | tr -d '\\n' > model/event
npx mlops run "$promotion_pipeline" --cloud --config "$_CONFIG" --environment "$_ENVIRONMENT" --model "$_MODEL" \\
  --event "$(cat model/event)" --why "build $BUILD_ID tested it" --dry-run --json > model/asked.json
node -p 'JSON.stringify(require("./model/asked.json").request)' > model/request.json
cat model/request.json
`;

const PROMOTE = 'bash delivery/tasks/promote.sh model "$_MINUTES"';

const step = (id: string, image: keyof typeof IMAGES, script: string): BuildStep => ({
  id,
  name: IMAGES[image],
  script: bash(`${UNLESS_SKIPPED}${script.trim()}`),
});

/** What a new model has to show before it gets traffic, and how it gets it. */
export const modelCd: ShippedBuild = {
  name: 'model-cd',
  title: 'Tests a new challenger, data, answers and speed, and lets it become the champion by steps.',
  on: 'modelRegistered',
  each: 'environment',
  account: 'promote',
  build: (settings) =>
    defineBuild('model-cd', {
      steps: [
        PACKAGES,
        { id: 'notice', name: IMAGES.node, script: bash(NOTICE) },
        step('challenger', 'gcloud', FETCH),
        step('python', 'python', PYTHON),
        step('input-data', 'python', check('input-data')),
        step('predictions', 'python', check('predictions')),
        step('latency', 'python', check('latency --p95-ms "$latency_p95_ms"')),
        step('request', 'node', REQUEST),
        step('promote', 'gcloud', PROMOTE),
      ],
      timeout: '43200s',
      options: optionsOf(settings),
      substitutions: {
        ...substitutions('_CONFIG', '_ENVIRONMENT', '_MODEL', '_MODEL_STATE'),
        // Longer than three steps of the canary, with the waits between them.
        _MINUTES: '600',
      },
    }),
};
