import { defineBuild } from '../build';
import { bash, optionsOf, PACKAGES, substitutions, SYNTH, TERRAFORM, WITH_TERRAFORM } from './common';
import { IMAGES } from '../images';
import { type ShippedBuild } from './shipped-build';

/** A stack that Terraform does not plan leaves its words, so that the others are planned all the same. */
const PLAN = `
${WITH_TERRAFORM}
for stack in $_STACKS; do
  folder="cdktf.out/stacks/$stack"
  echo "== $stack"
  if terraform -chdir="$folder" init -no-color -lock=false > "plans/$stack.txt" 2>&1 &&
    terraform -chdir="$folder" plan -no-color -lock=false -out=plan >> "plans/$stack.txt" 2>&1; then
    terraform -chdir="$folder" show -json plan > "plans/$stack.json"
  fi
  cat "plans/$stack.txt"
done
`;

/** The comment is written before a plan is refused, so that its reader learns why. */
const SUMMARY = `
status=0
npx mlops delivery plan-summary $_STACKS --plans plans --environment "$_ENVIRONMENT" --out plans/summary.md || status=$?
echo "$status" > plans/status
`;

const COMMENT = `
if [ -n "$_RECORDS" ]; then
  gcloud storage cp plans/summary.md "$_RECORDS/plans/$_ENVIRONMENT/$COMMIT_SHA.md" || echo 'the summary is in this log alone'
fi
bash delivery/tasks/comment.sh plans/summary.md "$_PULL_REQUESTS" "\${_PR_NUMBER:-}" "$_COMMENT_SECRET"
`;

const VERDICT = `
status=$(cat plans/status)
[ "$status" = 0 ] || echo 'refused: see the step "summary"'
exit "$status"
`;

/** What a change would do to an environment, before anybody merges it. */
export const terraformPlan: ShippedBuild = {
  name: 'terraform-plan',
  title: 'Plans each stack of an environment, comments the pull request, and refuses the loss of data.',
  on: 'pullRequest',
  each: 'environment',
  account: 'ci',
  ignoredFiles: ['**/*.md'],
  build: (settings) =>
    defineBuild('terraform-plan', {
      steps: [
        PACKAGES,
        TERRAFORM,
        SYNTH,
        { id: 'plan', name: IMAGES.node, script: bash(PLAN) },
        { id: 'summary', name: IMAGES.node, script: bash(SUMMARY) },
        { id: 'comment', name: IMAGES.gcloud, script: bash(COMMENT) },
        { id: 'verdict', name: IMAGES.node, script: bash(VERDICT) },
      ],
      timeout: '2400s',
      options: optionsOf(settings),
      substitutions: substitutions(
        '_CONFIG',
        '_ENVIRONMENT',
        '_STACKS',
        '_PULL_REQUESTS',
        '_COMMENT_SECRET',
        '_RECORDS',
      ),
    }),
};
