import { type CloudbuildTriggerBuildStep } from '@cdktf/provider-google/lib/cloudbuild-trigger';
import { type Build, type BuildStep, substitutionsUsed } from '../../delivery/build';
import { listOf } from './list-of';

/** @param builtIn what stands for Cloud Build's own substitutions */
export function inlineSteps(build: Build, builtIn: Readonly<Record<string, string>>): CloudbuildTriggerBuildStep[] {
  const filled = (text: string) => withBuiltIn(text, builtIn);
  const filledAll = (texts: readonly string[] | undefined) => listOf(texts?.map(filled));
  return build.steps.map((step) => ({
    name: filled(step.name),
    id: step.id,
    args: filledAll(step.args),
    env: listOf([...(step.env ?? []).map(filled), ...variables(build, step, builtIn)]),
    dir: step.dir === undefined ? undefined : filled(step.dir),
    waitFor: listOf(step.waitFor),
    entrypoint: step.entrypoint,
    script: step.script,
    secretEnv: listOf(step.secretEnv),
    volumes: step.volumes?.map(({ name, path }) => ({ name, path })),
    timeout: step.timeout,
    allowFailure: step.allowFailure,
    allowExitCodes: listOf(step.allowExitCodes),
  }));
}

/** The variables that `automapSubstitutions` gives to a step: all that are declared, and those of Google's that are read. */
function variables(build: Build, step: BuildStep, builtIn: Readonly<Record<string, string>>): string[] {
  if (!(step.automapSubstitutions ?? build.options?.automapSubstitutions ?? false)) return [];
  const given = new Set((step.env ?? []).map((assignment) => assignment.split('=')[0]!));
  const names = [...substitutionsUsed(build).builtIn, ...Object.keys(build.substitutions ?? {})];
  return [...new Set(names)]
    .filter((name) => !given.has(name))
    .sort()
    .map((name) => `${name}=${builtIn[name] ?? `$${name}`}`);
}

/** Two dollars stand for one: they are passed over. */
const withBuiltIn = (text: string, builtIn: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\$|\$\{([A-Z][A-Z0-9_]*)\}|\$([A-Z][A-Z0-9_]*)/g, (found, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    return name === undefined ? found : (builtIn[name] ?? found);
  });
