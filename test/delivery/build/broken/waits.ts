import { broken, other, step } from './case';

const waits = (...waitFor: (string[] | undefined)[]) => ({
  steps: waitFor.map((each, at) => ({ ...step, id: 'abcdef'[at], waitFor: each })),
});

export const WAITS = [
  broken(
    'a misspelt id',
    { steps: [step, { ...other, waitFor: ['tests'] }] },
    'step "deploy": waitFor: no step has the id "tests"; did you mean "test"?',
  ),
  broken(
    'an id of nothing',
    { steps: [step, { ...other, waitFor: ['compile'] }] },
    'step "deploy": waitFor: no step has the id "compile"; ids are "test"',
  ),
  broken(
    'an id where there are none',
    { steps: [{ name: 'ubuntu' }, { name: 'ubuntu', waitFor: ['test'] }] },
    'step #1 (ubuntu): waitFor: no step has the id "test"; ids are not given',
  ),
  broken(
    'none together with one',
    { steps: [step, { ...other, waitFor: ['-', 'test'] }] },
    'step "deploy": waitFor: "-" is together with "test"; "-" waits for no step, and stands alone',
  ),
  broken('itself', waits(['a']), 'step "a": waitFor: "a" is the step itself'),
  broken(
    'a step below',
    waits(['b'], ['-']),
    'step "a": waitFor: "b" comes after it; Cloud Build knows only the steps above: move "b" up',
  ),
  broken(
    'each other',
    waits(['-'], ['c'], ['a', 'b']),
    'steps wait for each other: step "b" -> step "c" -> step "b"; break the circle',
  ),
  broken(
    'each other, by way of all steps above',
    waits(['c'], undefined, ['-'], ['b']),
    'step "a": waitFor: "c" comes after it; Cloud Build knows only the steps above: move "c" up',
  ),
  broken(
    'each other, three of them',
    waits(['c'], ['a'], ['b']),
    'steps wait for each other: step "a" -> step "c" -> step "b" -> step "a"; break the circle',
  ),
];
