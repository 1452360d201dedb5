import { broken, brokenStep } from './case';

const FORM = 'is no number of seconds, as "600s"';

export const TIMES = [
  broken('minutes', { timeout: '10m' }, `timeout: "10m" ${FORM}; did you mean "600s"?`),
  broken('hours and minutes', { timeout: '1h30m' }, `timeout: "1h30m" ${FORM}; did you mean "5400s"?`),
  broken('a number without its unit', { queueTtl: '600' }, `queueTtl: "600" ${FORM}; did you mean "600s"?`),
  broken('words', { timeout: 'a while' }, `timeout: "a while" ${FORM}`),
  broken('less than nothing', { timeout: '-1s' }, `timeout: "-1s" ${FORM}`),
  broken('ten decimals', { timeout: '1.0123456789s' }, `timeout: "1.0123456789s" ${FORM}`),
  broken('no time', { queueTtl: '0s' }, 'queueTtl: "0s" is no time at all; leave it out for the default'),
  broken('more than a day', { timeout: '86401s' }, 'timeout: "86401s" is more than a day; Cloud Build takes "86400s"'),
  brokenStep('minutes of a step', { timeout: '5m' }, `timeout: "5m" ${FORM}; did you mean "300s"?`),
  broken(
    'a step longer than the build',
    { timeout: '60s', steps: [{ name: 'ubuntu', timeout: '60.5s' }] },
    `step #0 (ubuntu): timeout: 60.5s is above the build's (60s); raise the build's`,
  ),
  brokenStep(
    'a step longer than a build that says nothing',
    { timeout: '7200s' },
    `timeout: 7200s is above the build's (3600s, as none is given); raise the build's`,
  ),
];
