/** What a step of a build finds around itself, as Cloud Build makes it. */
import { execFileSync } from 'node:child_process';
import { type Build, type BuildStep } from '../../../delivery/build';

export type Values = Readonly<Record<string, string>>;

/** Empty in builds that nobody gave them to. Those of pull requests are not there at all in others. */
const ALWAYS_THERE = [
  ...['PROJECT_ID', 'BUILD_ID', 'PROJECT_NUMBER', 'LOCATION', 'TRIGGER_NAME', 'COMMIT_SHA', 'REVISION_ID'],
  ...['SHORT_SHA', 'REPO_NAME', 'REPO_FULL_NAME', 'BRANCH_NAME', 'TAG_NAME', 'REF_NAME'],
  ...['TRIGGER_BUILD_CONFIG_PATH', 'SERVICE_ACCOUNT_EMAIL', 'SERVICE_ACCOUNT'],
];

/** All substitutions: built-in ones, the build's defaults, and on top what starts the build gives. */
export function substitutionValues({ substitutions }: Build, given: Values): Values {
  const builtIn = Object.fromEntries(ALWAYS_THERE.map((name) => [name, '']));
  const values = { ...builtIn, ...substitutions, ...given };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filledIn(value, values)]));
}

/** A text with its substitutions filled in, those that name others too. Two dollars stand for one. */
export function filledIn(text: string, values: Values): string {
  return text.replace(/\$\$|\$([A-Z_][A-Z0-9_]*)|\$\{([A-Z_][A-Z0-9_]*)([^}]*)\}/g, (all, bare, braced, operation) => {
    if (all === '$$') return '$';
    if (operation) return expanded(all as string, values);
    const value = values[(bare ?? braced) as string] ?? '';
    return value === text ? value : filledIn(value, values);
  });
}

/** `${_A:-x}` and the like mean what they mean in bash. */
const expanded = (expression: string, values: Values): string =>
  execFileSync('bash', ['-c', `printf %s "${expression}"`], {
    ...{ encoding: 'utf8', env: { ...values } },
    // Bash reads ~/.bashrc when its input is a socket.
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Variables of a step. Secrets have a value that can be told from others. */
export function stepVariables(build: Build, step: BuildStep, values: Values): Record<string, string> {
  const { options } = build;
  const isAutomapped = step.automapSubstitutions ?? options?.automapSubstitutions ?? false;
  const env = [...(options?.env ?? []), ...(step.env ?? [])].map((each) => filledIn(each, values));
  const secrets = [...(options?.secretEnv ?? []), ...(step.secretEnv ?? [])];
  return {
    ...(isAutomapped && values),
    ...Object.fromEntries(secrets.map((name) => [name, `secret ${name}`])),
    ...Object.fromEntries(env.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)])),
  };
}
