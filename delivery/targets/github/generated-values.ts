import { type HostBuild } from '../host-build';

/** What no expression of GitHub gives: each run has an id like those of Cloud Build, and a commit has a short form. */
const COMMANDS: Readonly<Record<string, string>> = {
  BUILD_ID: '$(cat /proc/sys/kernel/random/uuid)',
  SHORT_SHA: '${COMMIT_SHA:0:7}',
};

/** A step that makes variables of them for all that follow. */
export function generatedValues({ builtIn }: HostBuild): object[] {
  const lines = builtIn
    .filter((name) => name in COMMANDS)
    .map((name) => `echo "${name}=${COMMANDS[name]}" >> "$GITHUB_ENV"`);
  return lines.length === 0 ? [] : [{ name: 'Ids', shell: 'bash', run: `${lines.join('\n')}\n` }];
}
