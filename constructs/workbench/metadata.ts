import { type IConstruct } from 'constructs';
import { validate } from '../core/errors';

/** What can be switched on an instance by its metadata. All of it changes in place. */
export interface WorkbenchSwitches {
  /**
   * Minutes without use after which the instance stops, 10 to 1440.
   * @default 180
   */
  readonly idleShutdownMinutes?: number;
  /**
   * Let people download files and exported notebooks through the browser.
   * @default false - work leaves by the source repository and the buckets
   */
  readonly allowDownloads?: boolean;
  /**
   * When the environment is upgraded, as a weekly or monthly cron expression in UTC. The instance restarts.
   * @default '00 05 * * MON'
   */
  readonly upgradeSchedule?: string;
}

/**
 * Keys that Google sets on instances and that provider 6.50 does not know to be Google's: without this, a plan wants to
 * remove them for ever (hashicorp/terraform-provider-google#18469, #20791, #21585; GoogleCloudPlatform/magic-modules#17310, #18474).
 */
export const SERVER_OWNED_METADATA = [
  'enable-jupyterlab4',
  'instance-region',
  'new-proxy-agent-enabled',
  'resource-url',
  'version-description',
] as const;

/** Minute, hour, and either a day of the month or a day of the week. */
const WEEKLY_OR_MONTHLY =
  /^([0-5]?\d) ([01]?\d|2[0-3]) (([1-9]|[12]\d|3[01]) \* \*|\* \* ([0-6]|MON|TUE|WED|THU|FRI|SAT|SUN))$/;

/**
 * The metadata of an instance. Nobody is root, whatever the switches say.
 *
 * @throws ValidationError when a switch has a value that Google does not take
 * @see https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-metadata
 */
export function workbenchMetadata(scope: IConstruct, switches: WorkbenchSwitches): Record<string, string> {
  const { idleShutdownMinutes = 180, allowDownloads = false, upgradeSchedule = '00 05 * * MON' } = switches;
  validate(scope, [
    {
      broken: !(Number.isInteger(idleShutdownMinutes) && idleShutdownMinutes >= 10 && idleShutdownMinutes <= 1440),
      problem: `idleShutdownMinutes ${idleShutdownMinutes}: a whole number of minutes from 10 to 1440 is allowed`,
    },
    {
      broken: !WEEKLY_OR_MONTHLY.test(upgradeSchedule),
      problem: `upgradeSchedule "${upgradeSchedule}" is not a weekly or monthly cron expression such as "00 05 * * MON" or "00 05 1 * *"`,
    },
  ]);
  return {
    'idle-timeout-seconds': String(idleShutdownMinutes * 60),
    'notebook-disable-root': 'true',
    'notebook-disable-downloads': String(!allowDownloads),
    'notebook-disable-nbconvert': String(!allowDownloads),
    'notebook-upgrade-schedule': upgradeSchedule,
  };
}
