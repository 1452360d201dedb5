import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED_BUILDS } from '../../../../delivery/builds/catalogue';
import { type Answer, type BuildRun, copyOfRepository, runBuild } from '../../../support/delivery/run-build';

/** One environment, one model that is promoted; its state is where builds find it. */
const CONFIG = `
product: churn
level: 1
region: europe-west4
environments: { dev: { project: acme-churn-dev, stage: experimentation } }
state: { bucket: acme-churn-tfstate }
pipelines: { image: 'europe-west4-docker.pkg.dev/acme-churn-cicd/images/components@sha256:${'1'.repeat(64)}' }
models:
  churn: { parameters: { label: churned }, alerts: { latencyP95Ms: 60000 }, promotion: {} }
`;

interface Ran extends BuildRun {
  /** Recorded commands but those that get a token, the same for each call. */
  readonly asked: readonly string[];
  /** What a step wrote. */
  output(step: string): string;
}

/** One copy of the repository for a test file, with a configuration of its own. Call it at the top. */
export function workspace(change: (config: string) => string = (config) => config) {
  let folder: string;
  beforeAll(() => {
    folder = copyOfRepository();
    writeFileSync(join(folder, 'delivered.yaml'), change(CONFIG));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return {
    path: (name: string) => join(folder, name),
    /** What a step leaves of an earlier build. */
    clean: (...names: readonly string[]) =>
      names.forEach((name) => rmSync(join(folder, name), { recursive: true, force: true })),
    /** @param only steps to run, of which the others have run before; all when there are none */
    async run(
      name: string,
      given: Readonly<Record<string, string>>,
      answers: readonly Answer[],
      only: readonly string[] = [],
    ): Promise<Ran> {
      const build = SHIPPED_BUILDS.find((each) => each.name === name)!.build({});
      const steps = build.steps.filter(({ id }) => only.length === 0 || only.includes(id!));
      const ran = await runBuild(
        { ...build, steps },
        {
          folder,
          substitutions: { _CONFIG: 'delivered.yaml', COMMIT_SHA: 'abcdef0123', SHORT_SHA: 'abcdef0', ...given },
          answers: [...answers, { command: /^gcloud auth print-access-token$/, stdout: 'token\n' }],
        },
      );
      const asked = ran.commands.filter((command) => command !== 'gcloud auth print-access-token').map(shorter);
      return { ...ran, asked, output: (step) => ran.steps.find(({ id }) => id === step)?.output ?? '' };
    },
  };
}

/** Without what each call of google-api.sh has. */
const shorter = (command: string): string =>
  command.replace(/^curl --silent .* --oauth2-bearer token --request (.*)$/, '$1');

/** Ids and exit codes of the steps that ran. */
export const statuses = ({ steps }: BuildRun): Record<string, number> =>
  Object.fromEntries(steps.map(({ id, status }) => [id, status]));

/** What curl prints for google-api.sh: the answer, and its status. */
export const answer = (command: RegExp, content: unknown, status = 200): Answer => ({
  command,
  stdout: `${JSON.stringify(content)}\n${status}`,
});
