import { broken, brokenStep, step } from './case';

export const FORM = [
  broken('no steps', { steps: [] }, 'steps: is empty; a build needs at least one'),
  broken('steps left out', { steps: undefined }, 'steps: is missing'),
  broken('a field of another name', { timeOut: '600s' }, 'timeOut: there is no such field; did you mean "timeout"?'),
  brokenStep(
    'a field as it is in protocol buffers',
    { wait_for: ['-'] },
    'wait_for: there is no such field; did you mean "waitFor"?',
  ),
  broken(
    'an unknown option',
    { options: { machine: 'E2_HIGHCPU_8' } },
    'options.machine: there is no such field; did you mean "machineType"?',
  ),
  broken(
    'a status',
    { status: 'SUCCESS', logUrl: 'https://x' },
    'status: only Cloud Build sets it',
    'logUrl: only Cloud Build sets it',
  ),
  brokenStep('timing of a step', { timing: {} }, 'timing: only Cloud Build sets it'),
  broken(
    'a source',
    { source: { storageSource: {} } },
    'source: a config file has no source: whatever starts the build gives it',
  ),
  broken('a number as time', { timeout: 600 }, 'timeout: must be text, not 600'),
  broken('a step without image', { steps: [{ args: ['ls'] }] }, 'step #0 (no image): name: is missing'),
  broken('a step that is a text', { steps: ['npm test'] }, 'step #0 (no image): must be a map, not "npm test"'),
  brokenStep('args as one text', { script: undefined, args: 'test' }, 'args: must be a list, not "test"'),
  brokenStep('an argument that is a number', { script: undefined, args: [1] }, 'args[0]: must be text, not 1'),
  brokenStep('yes for true', { allowFailure: 'yes' }, 'allowFailure: must be true or false, not "yes"'),
  broken('half a gigabyte', { options: { diskSizeGb: 0.5 } }, 'options.diskSizeGb: must be a whole number, not 0.5'),
  brokenStep('an empty script', { script: '' }, 'script: must not be empty'),
  broken('an empty bucket', { logsBucket: '' }, 'logsBucket: must not be empty'),
  broken(
    'an unknown machine',
    { options: { machineType: 'E2_HIGHCPU_16' } },
    'options.machineType: "E2_HIGHCPU_16" is none of E2_MEDIUM, E2_STANDARD_2, E2_HIGHCPU_8, E2_HIGHCPU_32, N1_HIGHCPU_8, N1_HIGHCPU_32; did you mean "E2_HIGHCPU_8"?',
  ),
  broken(
    'an unknown way of logging',
    { options: { logging: 'CLOUD_LOGGING' } },
    'options.logging: "CLOUD_LOGGING" is none of LEGACY, GCS_ONLY, STACKDRIVER_ONLY, CLOUD_LOGGING_ONLY, NONE; did you mean "CLOUD_LOGGING_ONLY"?',
  ),
  broken(
    'a substitution that is a number',
    { steps: [{ ...step, args: undefined, env: ['A=$_PORT'] }], substitutions: { _PORT: 8080 } },
    'substitutions._PORT: must be text, not 8080',
  ),
  broken('nothing at all', { steps: null }, 'steps: must be a list, not null'),
];
