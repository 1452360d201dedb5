import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Build, substitutionsUsed } from '../../../delivery/build';

type Json = { readonly [key: string]: unknown };

/** The part of a stack's Terraform JSON that triggers are proved from. */
export interface StackWithTriggers {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

/**
 * What is wrong with the triggers of a stack: files that are not in the repository, substitutions that the build does not
 * declare or that it waits for in vain, accounts that the stack does not make or that nobody lets do anything.
 *
 * @param repository folder of the repository
 */
export function triggerProblems({ resource }: StackWithTriggers, repository: string): string[] {
  const triggers = Object.values(resource.google_cloudbuild_trigger ?? {});
  return triggers.flatMap((trigger) =>
    [
      fileProblem(trigger, repository),
      ...substitutionProblems(trigger, repository),
      ...accountProblems(trigger, resource),
    ]
      .filter((problem) => problem !== undefined)
      .map((problem) => `${String(trigger.name)}: ${problem}`),
  );
}

const fileOf = (trigger: Json): string | undefined =>
  (trigger.filename as string | undefined) ?? (trigger.git_file_source as { path?: string } | undefined)?.path;

function fileProblem(trigger: Json, repository: string): string | undefined {
  const file = fileOf(trigger);
  if (file === undefined) return trigger.build === undefined ? 'it names no file, and holds no build' : undefined;
  return existsSync(join(repository, file)) ? undefined : `there is no ${file} in the repository`;
}

function substitutionProblems(trigger: Json, repository: string): string[] {
  const given = Object.keys((trigger.substitutions as object | undefined) ?? {});
  const file = fileOf(trigger);
  if (file === undefined) {
    const used = inlineUse(trigger.build);
    return used.filter((name) => !given.includes(name)).map((name) => `its build uses ${name}, which it does not give`);
  }
  if (!existsSync(join(repository, file))) return [];
  const build = parse(readFileSync(join(repository, file), 'utf8')) as Build;
  const declared = Object.keys(build.substitutions ?? {});
  const { user } = substitutionsUsed(build);
  return [
    ...given.filter((name) => !declared.includes(name)).map((name) => `${file} does not declare ${name}`),
    ...user.filter((name) => !declared.includes(name)).map((name) => `${file} uses ${name} and does not declare it`),
  ];
}

/** User substitutions in the Terraform block of a build, where `$${` stands for `${`. */
function inlineUse(build: unknown): string[] {
  const { substitutions, ...rest } = (build ?? {}) as { substitutions?: object };
  const declared = Object.keys(substitutions ?? {});
  const used = JSON.stringify(rest).match(/(?<=\$\{?)_[A-Z0-9_]+/g) ?? [];
  return [...new Set(used)].filter((name) => !declared.includes(name));
}

function accountProblems(trigger: Json, resource: StackWithTriggers['resource']): (string | undefined)[] {
  const reference = /\$\{google_service_account\.([^.}]+)\.email\}$/.exec(String(trigger.service_account))?.[1];
  if (reference === undefined)
    return [`it runs as ${String(trigger.service_account)}, which is no account of the stack`];
  const account = resource.google_service_account?.[reference];
  if (!account) return [`there is no account ${reference}`];
  const grants = Object.entries(resource)
    .filter(([type]) => type.endsWith('_iam_member'))
    .flatMap(([, all]) => Object.values(all))
    .filter(({ member }) => String(member).includes(`google_service_account.${reference}.`));
  const logs = grants.some(({ role, project }) => role === 'roles/logging.logWriter' && project === trigger.project);
  return [
    logs ? undefined : 'its account may not write logs where it builds',
    grants.length > 1 ? undefined : 'its account may do nothing but write logs',
    account.project === trigger.project ? undefined : 'its account is of another project',
  ];
}
