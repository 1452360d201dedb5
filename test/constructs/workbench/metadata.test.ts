import { workbenchMetadata } from '../../../constructs/workbench/metadata';
import { testStack } from '../../../testing';

const metadata = (switches = {}) => workbenchMetadata(testStack(), switches);

test('nobody is root, nothing is downloaded, it stops when idle and is upgraded every week', () => {
  expect(metadata()).toEqual({
    'idle-timeout-seconds': '10800',
    'notebook-disable-root': 'true',
    'notebook-disable-downloads': 'true',
    'notebook-disable-nbconvert': 'true',
    'notebook-upgrade-schedule': '00 05 * * MON',
  });
});

test('minutes become the seconds that Google wants', () => {
  expect(metadata({ idleShutdownMinutes: 10 })['idle-timeout-seconds']).toBe('600');
});

test('allowing downloads allows exported notebooks too, and root still not', () => {
  expect(metadata({ allowDownloads: true })).toMatchObject({
    'notebook-disable-downloads': 'false',
    'notebook-disable-nbconvert': 'false',
    'notebook-disable-root': 'true',
  });
});

test.each([9, 1441, 10.5, NaN])('refuses to stop after %p minutes without use', (idleShutdownMinutes) => {
  expect(() => metadata({ idleShutdownMinutes })).toThrow(
    `stack: idleShutdownMinutes ${idleShutdownMinutes}: a whole number of minutes from 10 to 1440 is allowed`,
  );
});

test.each(['00 05 * * MON', '0 19 * * 6', '59 23 31 * *'])('upgrades at "%s"', (upgradeSchedule) => {
  expect(metadata({ upgradeSchedule })['notebook-upgrade-schedule']).toBe(upgradeSchedule);
});

test.each(['* * * * *', '0 5 * * *', '0 24 * * MON', '60 5 * * MON', '0 5 1 * MON', 'weekly', ''])(
  'refuses to upgrade at "%s"',
  (upgradeSchedule) => {
    expect(() => metadata({ upgradeSchedule })).toThrow(
      `stack: upgradeSchedule "${upgradeSchedule}" is not a weekly or monthly cron expression such as "00 05 * * MON" or "00 05 1 * *"`,
    );
  },
);
