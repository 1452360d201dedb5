import { type Build, type BuildStep } from '../build';
import { IMAGES } from '../images';

/** What a step needs on a machine that is none of its image. */
export type Tool = keyof typeof IMAGES;

/** A step that a shell runs. */
export interface HostStep {
  readonly name: string;
  readonly tool: Tool;
  readonly shell: Shell;
  /** With its first line, which is a comment to shells. */
  readonly script: string;
  /** Values may refer to substitutions, as `$_REGION`. */
  readonly env: Readonly<Record<string, string>>;
  /** Below the root of the repository. */
  readonly dir?: string;
  /** As Cloud Build writes it: `600s`. */
  readonly timeout?: string;
  readonly allowFailure: boolean;
}

const SHELLS = ['bash', 'sh'] as const;
export type Shell = (typeof SHELLS)[number];

/** A step that passed `stepProblems`. */
export function hostStep(step: BuildStep, { options, steps }: Build): HostStep {
  const script = step.script!;
  return {
    name: step.id ?? `step ${steps.indexOf(step)}`,
    tool: toolOf(step)!,
    shell: shellOf(script)!,
    script: script.endsWith('\n') ? script : `${script}\n`,
    env: Object.fromEntries([...(options?.env ?? []), ...(step.env ?? [])].map(variable)),
    ...(step.dir !== undefined && { dir: step.dir }),
    ...(step.timeout !== undefined && { timeout: step.timeout }),
    allowFailure: step.allowFailure ?? false,
  };
}

/** What keeps a step from running anywhere but in Cloud Build. */
export function stepProblems(step: BuildStep, where: string): string[] {
  const { script, volumes = [], secretEnv = [], allowExitCodes = [], dir } = step;
  return [
    ...(toolOf(step) === undefined ? [`${where} runs in ${step.name}, for which there are no tools`] : []),
    ...(script === undefined ? [`${where} has no script`] : []),
    ...(script !== undefined && shellOf(script) === undefined ? [`${where} is for neither bash nor sh`] : []),
    ...(script?.includes('${{') ? [`${where} has "\${{" in its script, which GitHub fills in`] : []),
    ...(volumes.length > 0 ? [`${where} has volumes: use a folder of the repository`] : []),
    ...(secretEnv.length > 0 ? [`${where} has secretEnv: read secrets in the script`] : []),
    ...(allowExitCodes.length > 0 ? [`${where} has allowExitCodes: handle them in the script`] : []),
    ...(dir?.startsWith('/') || dir?.includes('$') ? [`${where} has the folder ${dir}, outside the repository`] : []),
  ];
}

const toolOf = ({ name }: BuildStep): Tool | undefined =>
  (Object.keys(IMAGES) as Tool[]).find((tool) => IMAGES[tool] === name);

function shellOf(script: string): Shell | undefined {
  if (!script.startsWith('#!')) return 'sh';
  const [first] = script.split('\n', 1);
  return SHELLS.find((shell) => new RegExp(`[/ ]${shell}$`).test(first!));
}

function variable(text: string): [string, string] {
  const [name] = text.split('=', 1);
  return [name!, text.slice(name!.length + 1)];
}

/** A text with each substitution in it as the host writes a variable. Two dollars stand for one. */
export const withReferences = (text: string, reference: (name: string) => string): string =>
  text.replace(/\$\$|\$\{([A-Z_][A-Z0-9_]*)\}|\$([A-Z_][A-Z0-9_]*)/g, (found, braced?: string, bare?: string) =>
    found === '$$' ? '$' : reference((braced ?? bare)!),
  );
