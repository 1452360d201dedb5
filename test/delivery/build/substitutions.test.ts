import { type Build, defineBuild, substitutionsUsed } from '../../../delivery/build';
import { everything } from './everything';

const build = (more: Partial<Build>): Build => ({ steps: [{ name: 'ubuntu' }], ...more });
const ofScript = (script: string, more: Partial<Build> = {}) =>
  substitutionsUsed(build({ steps: [{ name: 'bash', script }], options: { automapSubstitutions: true }, ...more }));

test('they are found in every field of steps, in images, tags, and in each other', () => {
  expect(substitutionsUsed(everything)).toEqual({ builtIn: ['COMMIT_SHA', 'PROJECT_ID'], user: ['_IMAGE', '_REGION'] });
});

test.each<[Partial<Build>, string[]]>([
  [{ steps: [{ name: '$_A', dir: '$_B', entrypoint: '${_C}', env: ['X=$_D-$_E'] }] }, ['_A', '_B', '_C', '_D', '_E']],
  [{ tags: ['a$_A'], logsBucket: 'gs://$_B', serviceAccount: '$_C' }, ['_A', '_B', '_C']],
  [{ options: { pool: { name: '$_A' }, env: ['X=$_B'] } }, ['_A', '_B']],
  [{ artifacts: { objects: { location: 'gs://$_A', paths: ['$_B'] } } }, ['_A', '_B']],
  [{ images: ['${_A%%-*}', '${_B:-${_C}}'] }, ['_A', '_B', '_C']],
  [{ images: ['$$_A', '$$${_B}', '$$$$_C', '$_'] }, ['_B']],
  [{ steps: [{ id: '$_A', name: 'x', waitFor: ['$_B'], script: 'echo $_C' }] }, []],
])('%j uses %j', (more, user) => {
  expect(substitutionsUsed(build(more)).user).toEqual(user);
});

test.each<[string, string[]]>([
  ['echo $_A ${_B} "${_C:-x}" ${#_D} ${!_E} $(printenv _F)', ['_A', '_B', '_C', '_D', '_E', '_F']],
  ['echo \\$_A # $_B\n# $_C\necho "x#$_D"', ['_D']],
  ['_A=1; echo $_A\nfor _B in x; do echo $_B; done\nread -r _C _D < f; echo $_C$_D', []],
  ['export _A=$_B', ['_B']],
  ['echo $_', []],
])('the script %j, with substitutions as variables, uses %j', (script, user) => {
  expect(ofScript(script).user).toEqual(user);
});

test('a script in another language uses what is declared and what it names', () => {
  const script = '#!/usr/bin/env python3\nimport os\nprint(os.environ["_A"])';
  expect(ofScript(script, { substitutions: { _A: '', _B: '' } }).user).toEqual(['_A']);
});

test('of built-in ones, a script uses those that Cloud Build knows', () => {
  expect(ofScript('echo $PROJECT_ID $HOME ${TAG_NAME} ${_PR_NUMBER:-} $PATH')).toEqual({
    builtIn: ['PROJECT_ID', 'TAG_NAME', '_PR_NUMBER'],
    user: [],
  });
});

describe.each<[string, Partial<Build>]>([
  ['values that triggers fill in', { substitutions: { COMMIT_SHA: 'x' }, images: ['a:$COMMIT_SHA'] }],
  [
    'unused and undeclared ones, if the build says so',
    { substitutions: { _A: '' }, images: ['a:$_B'], options: { substitutionOption: 'ALLOW_LOOSE' } },
  ],
  ['a value by env', { steps: [{ name: 'bash', script: 'echo $_A', env: ['_A=$_A'] }], substitutions: { _A: '' } }],
  [
    'a variable of the shell by its name in env',
    { steps: [{ name: 'bash', script: 'echo $TAG_NAME', env: ['TAG_NAME=x'] }] },
  ],
])('allowed: %s', (_, more) => {
  test('no problem is found', () => {
    expect(() => defineBuild('b', build(more))).not.toThrow();
  });
});
