import { IMAGES } from '../../images';
import { seconds } from '../host-build';
import { type HostStep, withReferences } from '../host-step';
import { FOLDER, FOLDER_OF_JOB, STEP_VARIABLES } from './shared';

/** Variable of a job: what Docker is told for each of its steps. */
export const STEP = 'STEP';

/** Where Cloud Build has the source, and steps look for it. */
const WORKSPACE = '/workspace';

/** Gives a step the source, and variables by their names: their values may hold anything. */
export const stepOptions = (names: readonly string[]): string =>
  [
    '--rm',
    `--volume \${CI_PROJECT_DIR}:${WORKSPACE}`,
    `--volume ${FOLDER_OF_JOB}:${FOLDER}`,
    ...[...names, ...STEP_VARIABLES].map((name) => `--env ${name}`),
  ].join(' ');

/** Lets steps that build images talk to the Docker that they run in, as somebody that registries know. */
const WITH_DOCKER = [
  '--volume /var/run/docker.sock:/var/run/docker.sock',
  `--volume "${FOLDER_OF_JOB}/docker:/root/.docker"`,
];

const END = 'END_OF_STEP';

/** A step as a piece of a job's script: it is put into a file, which its image runs. */
export function stepText({ name, tool, shell, script, env, dir = '', timeout, allowFailure }: HostStep): string {
  const file = `${FOLDER}/${name.replace(/\W+/g, '-')}.sh`;
  const command = timeout === undefined ? [shell, file] : ['timeout', String(seconds(timeout)), shell, file];
  const run = [
    `docker run $${STEP} --workdir ${WORKSPACE}/${dir}`.replace(/\/$/, ''),
    ...(tool === 'docker' ? WITH_DOCKER : []),
    ...Object.entries(env).map(([key, value]) => `--env ${key}=${quoted(value)}`),
    `--entrypoint ${command[0]} ${IMAGES[tool]}`,
    ...command.slice(1),
  ].join(' ');
  return [
    `echo "${name}"`,
    `cat > ${file} <<'${END}'`,
    `${script}${END}`,
    allowFailure ? `${run} || echo "${name} failed, and may"` : run,
    '',
  ].join('\n');
}

/** Docker is told who pulls and pushes, for as long as a token is good: an hour. */
export const registryLogin = (registries: readonly string[]): string[] =>
  registries.length === 0
    ? []
    : [
        `docker run $${STEP} --entrypoint gcloud ${IMAGES.gcloud} auth print-access-token > ${FOLDER}/access-token`,
        ...registries.map(
          (registry) =>
            `docker --config ${FOLDER}/docker login --username oauth2accesstoken --password-stdin https://${registry} < ${FOLDER}/access-token`,
        ),
      ];

/** In double quotes, so that references to variables are filled in, and nothing else. */
const quoted = (value: string): string =>
  `"${withReferences(value.replace(/["\\`]/g, '\\$&').replaceAll('$$', '\\$$$$'), (name) => `\${${name}}`)}"`;
