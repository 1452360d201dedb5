import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IMAGES } from '../../../../delivery/images';
import { type Answer, runBuild } from '../../../support/delivery/run-build';
import { root } from '../../../support/outside-judges';
import { scratchFolder } from '../../../support/tree';

/** Runs a script of delivery/tasks as a step of gcloud's image does. Call it at the top of a test file. */
export function tasks() {
  const folder = scratchFolder();
  beforeEach(() => {
    for (const part of ['delivery/tasks', 'pipelines/delivery_checks', 'pipelines/components/shared'])
      cpSync(join(root, part), join(folder(), part), { recursive: true });
  });

  return {
    folder,
    /** @param command what follows `bash delivery/tasks/` */
    async run(command: string, answers: readonly Answer[], options: TaskOptions = {}) {
      for (const [path, text] of Object.entries(options.files ?? {})) write(join(folder(), path), text);
      const script = `#!/usr/bin/env bash\nset -euo pipefail\nbash delivery/tasks/${command}\n`;
      const build = { steps: [{ name: IMAGES.gcloud, script, env: options.env }], timeout: '60s' };
      const all = [...answers, { command: /^gcloud auth print-access-token$/, stdout: 'token\n' }];
      const { steps, calls } = await runBuild(build, { folder: folder(), answers: all });
      const asked = calls.filter(({ command }) => command !== 'gcloud auth print-access-token');
      return { ...steps[0]!, calls: asked, commands: asked.map(({ command }) => command.replace(REST, '$1')) };
    },
  };
}

interface TaskOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** `KEY=VALUE` */
  readonly env?: readonly string[];
}

/** What a call of google-api.sh always has. */
const REST = /^curl --silent .* --oauth2-bearer token --request (.*)$/;

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What curl prints for google-api.sh: the answer, and its status. */
export const answer = (command: RegExp, content: unknown, status = 200): Answer => ({
  command,
  stdout: `${JSON.stringify(content)}\n${status}`,
});
