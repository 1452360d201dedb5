import { defineBuild } from '../build';
import { bash, optionsOf, PACKAGES, substitutions } from './common';
import { IMAGES } from '../images';
import { type ShippedBuild } from './shipped-build';

/** The id has the build in it: the same commit may be tried again. */
const CANDIDATE = `
npx mlops check --config "$_CONFIG"
npx mlops compile "$_PIPELINE" --config "$_CONFIG" --out candidate
npx mlops delivery facts --config "$_CONFIG" --environment "$_ENVIRONMENT" --model "$_MODEL" > candidate/facts.sh
. candidate/facts.sh
echo "$pipeline_bucket/templates/candidates/$SHORT_SHA/$_PIPELINE.yaml" > candidate/uri
echo "e2e-$SHORT_SHA-$BUILD_ID" > candidate/id
npx mlops delivery job --config "$_CONFIG" --environment "$_ENVIRONMENT" --model "$_MODEL" --pipeline "$_PIPELINE" \\
  --template "$(cat candidate/uri)" --sampling "$_SAMPLING" --run-id "$(cat candidate/id)" > candidate/job.json
`;

const RUN = `
. candidate/facts.sh
gcloud storage cp "candidate/$_PIPELINE.yaml" "$(cat candidate/uri)"
place="projects/$project/locations/$region/pipelineJobs"
bash delivery/tasks/google-api.sh POST \\
  "https://$region-aiplatform.googleapis.com/v1/$place?pipelineJobId=$(cat candidate/id)" candidate/job.json > candidate/created.json
bash delivery/tasks/watch-job.sh "$place/$(cat candidate/id)" "$_MINUTES" cancel
`;

/** Whether a new pipeline runs through, on a part of the data, where people experiment. It makes no champion. */
export const pipelineE2e: ShippedBuild = {
  name: 'pipeline-e2e',
  title: 'Runs the pipeline of a pull request on a sample of the data, before staging.',
  on: 'pullRequest',
  each: 'repository',
  account: 'e2e',
  includedFiles: ['pipelines/**', 'runs/**', 'mlops.yaml'],
  waitsForComment: true,
  build: (settings) =>
    defineBuild('pipeline-e2e', {
      steps: [
        PACKAGES,
        { id: 'candidate', name: IMAGES.node, script: bash(CANDIDATE) },
        { id: 'run', name: IMAGES.gcloud, script: bash(RUN) },
      ],
      timeout: '10800s',
      options: optionsOf(settings),
      substitutions: substitutions('_CONFIG', '_ENVIRONMENT', '_MODEL', '_PIPELINE', '_SAMPLING', '_MINUTES'),
    }),
};
