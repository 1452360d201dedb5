import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registryLogin, stepOptions, stepText } from '../../../delivery/targets/gitlab/step-text';
import { type HostStep } from '../../../delivery/targets/host-step';
import { scratchFolder } from '../../support/tree';

const folder = scratchFolder();
const bash: HostStep = { name: 'one', tool: 'node', shell: 'bash', script: 'true\n', env: {}, allowFailure: false };

/** Stands in for Docker: runs the entry point here, with the variables that it was given and the folders of the job. */
const DOCKER = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$MLOPS/log"
[ "$1" = run ] || exit 0
shift
variables=(PATH="$PATH")
while [ $# -gt 0 ]; do
  case $1 in
    --rm) shift ;;
    --volume) shift 2 ;;
    --workdir) cd "$CI_PROJECT_DIR/\${2#/workspace}" && shift 2 ;;
    --env) [[ $2 = *=* ]] && variables+=("$2") || variables+=("$2=\${!2-}"); shift 2 ;;
    --entrypoint) entry=$2 && shift 3 && break ;;
  esac
done
exec env -i "\${variables[@]}" "$entry" "$@"
`;

/** As GitLab runs the items of a script: one shell that ends at the first failure. */
function run(...steps: readonly Partial<HostStep>[]) {
  const [mlops, project, docker] = ['mlops', 'project', 'docker'].map((name) => join(folder(), name)) as [
    string,
    string,
    string,
  ];
  for (const each of [mlops, join(project, 'inner')]) mkdirSync(each, { recursive: true });
  writeFileSync(docker, DOCKER);
  chmodSync(docker, 0o755);
  const text = steps.map((step, index) => stepText({ ...bash, name: `step ${index}`, ...step })).join('\n');
  const env = {
    PATH: `${folder()}:${process.env.PATH}`,
    MLOPS: mlops,
    CI_PROJECT_DIR: project,
    STEP: stepOptions(['_REGION']).replaceAll('${CI_PROJECT_DIR}', project),
    _REGION: 'here $(id) "quoted"',
    _SECRET: 'not for steps',
  };
  const here = text.replaceAll('/mlops/', `${mlops}/`);
  const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', here], { env, encoding: 'utf8' });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .filter((line) => !/^step \d+$/.test(line));
  return { status, lines, docker: readFileSync(join(mlops, 'log'), 'utf8') };
}

test('a script runs as it is written, in its image, with the source', () => {
  const ran = run({ script: 'cat\necho "$(printf %s "a  b")"\necho \'$_REGION\'\n' });
  expect(ran).toMatchObject({ status: 0, lines: ['a  b', '$_REGION'] });
  expect(ran.docker).toMatch(
    /--volume \S+\/project:\/workspace .*--workdir \/workspace .*--entrypoint bash \S+node:[\d.]+\S* \S+step-0\.sh\n$/,
  );
});

test('what a step sets ends with it', () => {
  const { lines } = run({ script: 'cd /; export LEFT=over; set +e\n' }, { script: 'echo "${LEFT:-nothing}"\n' });
  expect(lines).toEqual(['nothing']);
});

test('a step gets the variables that it is told, as they are, and no others', () => {
  const { lines } = run({ script: 'echo "$_REGION"\necho "${_SECRET:-none}"\n' });
  expect(lines).toEqual(['here $(id) "quoted"', 'none']);
});

test('variables of a step are filled in, and nothing else is', () => {
  const env = { PLACE: 'in ${_REGION}, $$5 `id` \\ "x"' };
  expect(run({ env, script: 'echo "$PLACE"\n' }).lines).toEqual(['in here $(id) "quoted", $5 `id` \\ "x"']);
});

test('a step runs in its folder', () => {
  expect(run({ dir: 'inner', script: 'basename "$PWD"\n' }).lines).toEqual(['inner']);
});

test('a failing step ends the job, unless it may fail', () => {
  expect(run({ script: 'exit 3\n' }, { script: 'echo after\n' })).toMatchObject({ status: 3, lines: [] });
  const lines = ['step 0 failed, and may', 'after'];
  expect(run({ script: 'exit 3\n', allowFailure: true }, { script: 'echo after\n' })).toMatchObject({
    status: 0,
    lines,
  });
});

test('a step that takes too long is ended', () => {
  expect(run({ script: 'sleep 20\n', timeout: '1s' }).status).toBe(124);
});

test('only a step of Docker reaches Docker', () => {
  expect(run({ tool: 'docker' }).docker).toContain('--volume /var/run/docker.sock:/var/run/docker.sock');
  expect(stepText(bash)).not.toContain('docker.sock');
});

test('Docker is signed in to the registries of a build, by a token that no log shows', () => {
  const [token, login] = registryLogin(['europe-west4-docker.pkg.dev']);
  expect(token).toMatch(/gcloud \S+ auth print-access-token > \/mlops\/access-token$/);
  expect(login).toMatch(/login .*--password-stdin https:\/\/europe-west4-docker.pkg.dev < \/mlops\/access-token$/);
  expect(registryLogin([])).toEqual([]);
});
