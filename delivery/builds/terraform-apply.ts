import { defineBuild } from '../build';
import { bash, optionsOf, PACKAGES, substitutions, SYNTH, TERRAFORM, WITH_TERRAFORM } from './common';
import { IMAGES } from '../images';
import { type ShippedBuild } from './shipped-build';

/** A build starts from nothing: with state in a file it would make everything a second time. */
const REQUIRE_REMOTE_STATE = `
const { backend = {} } = require(process.argv[1]).terraform;
if (!backend.gcs) throw new Error("its state is no bucket: remove local: true from state in the configuration");
`;

/**
 * Applies what it printed and nothing else: a plan that was made of another state than the present one is refused by
 * Terraform. Each stack is planned once those before it are there.
 */
const APPLY = `
${WITH_TERRAFORM}
for stack in $_STACKS; do
  folder="cdktf.out/stacks/$stack"
  echo "== $stack"
  node -e '${REQUIRE_REMOTE_STATE.trim()}' "$PWD/$folder/cdk.tf.json"
  terraform -chdir="$folder" init -no-color
  terraform -chdir="$folder" plan -no-color -lock-timeout=1200s -out=plan
  terraform -chdir="$folder" show -json plan > "plans/$stack.json"
  npx mlops delivery plan-summary "$stack" --plans plans --environment "$_ENVIRONMENT"
  terraform -chdir="$folder" apply -no-color -lock-timeout=1200s plan
  terraform -chdir="$folder" output -no-color
done
`;

/** The stacks of an environment as the commit has them. */
export const terraformApply: ShippedBuild = {
  name: 'terraform-apply',
  title: 'Deploys the stacks of an environment in order, each by the plan that it prints; refuses the loss of data.',
  on: 'main',
  each: 'environment',
  account: 'cd',
  ignoredFiles: ['**/*.md'],
  build: (settings) =>
    defineBuild('terraform-apply', {
      steps: [PACKAGES, TERRAFORM, SYNTH, { id: 'apply', name: IMAGES.node, script: bash(APPLY) }],
      timeout: '7200s',
      // Waits for the build of an earlier commit, which holds the lock of the state.
      queueTtl: '7200s',
      options: optionsOf(settings),
      substitutions: substitutions('_CONFIG', '_ENVIRONMENT', '_STACKS'),
    }),
};
