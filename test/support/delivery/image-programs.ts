/** Programs that the images of steps lack, though the machine that runs the test may have them. */
const CLOUD = ['gcloud', 'gsutil', 'bq', 'terraform', 'twine', 'jq'];
const NODE = ['node', 'npm', 'npx'];
const PYTHON = ['python3', 'pip', 'pip3'];

const MISSING: readonly (readonly [image: RegExp, missing: readonly string[]])[] = [
  [/\/node:/, [...CLOUD, 'docker']],
  // The build that uses twine installs it.
  [/\/python:/, [...CLOUD.filter((name) => name !== 'twine'), ...NODE, 'docker']],
  // Alpine, with the few programs of busybox, git and ssh.
  [/\/terraform:/, ['bash', 'gcloud', 'gsutil', 'bq', 'twine', 'jq', 'docker', 'curl', ...NODE, ...PYTHON]],
  [/\/cloud-builders\/docker/, [...CLOUD, ...NODE, 'pip', 'pip3']],
  [/\/google-cloud-cli:.*-slim/, ['terraform', 'twine', 'jq', ...NODE]],
];

export const missingIn = (image: string): readonly string[] =>
  MISSING.find(([pattern]) => pattern.test(image))?.[1] ?? [];

/** The program that an image is named after, and most likely starts. */
export const programOf = (image: string): string | undefined => /\/([a-z]+)(?::[^/]*)?$/.exec(image)?.[1];
