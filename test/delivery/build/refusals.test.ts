import { type Build, BuildError, defineBuild } from '../../../delivery/build';
import { type Broken, other, step } from './broken/case';
import { ENVIRONMENT } from './broken/environment';
import { FORM } from './broken/form';
import { INPUTS_AND_OUTPUTS } from './broken/inputs-and-outputs';
import { SECRETS } from './broken/secrets';
import { STEPS } from './broken/steps';
import { SUBSTITUTIONS } from './broken/substitutions';
import { TIMES } from './broken/times';
import { VOLUMES } from './broken/volumes';
import { WAITS } from './broken/waits';
import { WHOLE_BUILD } from './broken/whole-build';

function problemsOf(build: Build): readonly string[] {
  try {
    defineBuild('b', build);
    return [];
  } catch (error) {
    if (error instanceof BuildError) return error.problems;
    throw error;
  }
}

describe.each<[string, readonly Broken[]]>([
  ['form', FORM],
  ['steps', STEPS],
  ['what steps wait for', WAITS],
  ['times', TIMES],
  ['variables', ENVIRONMENT],
  ['secrets', SECRETS],
  ['substitutions', SUBSTITUTIONS],
  ['accounts, logs, options', WHOLE_BUILD],
  ['volumes', VOLUMES],
  ['dependencies, images, artifacts, tags', INPUTS_AND_OUTPUTS],
])('refused: %s', (_, table) => {
  test.each(table.map((each) => [each.what, each] as const))('%s', (__, { build, problems }) => {
    expect(problemsOf(build)).toEqual(problems);
  });
});

test('all mistakes are told at once, with the name of the build', () => {
  const build = { steps: [{ ...step, id: 'deploy', timeout: '5m' }, other], tags: ['a b'], oops: 1 };
  expect(() => defineBuild('nightly', build as Build)).toThrow(
    [
      'build "nightly":',
      '  - oops: there is no such field',
      '  - step #1: id: "deploy" is the id of step #0; give each its own',
      '  - step "deploy": timeout: "5m" is no number of seconds, as "600s"; did you mean "300s"?',
      '  - tags[0]: "a b" must be up to 128 of letters, digits, "_", "." and "-", not "." or "-" first',
    ].join('\n'),
  );
});
