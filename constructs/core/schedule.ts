import { isCron, isTimeZone } from '../../runs/schedule';
import { type Rule } from './errors';

/** When something happens, again and again. */
export interface Schedule {
  /** Five fields of cron: `0 4 * * 1` is each Monday at 4:00. */
  readonly cron: string;
  /** A name of the tz database, such as `Europe/Amsterdam`. */
  readonly timeZone: string;
}

/** What has to hold of a schedule, for `validate`. Google checks it half-way through an apply. */
export function scheduleRules({ cron, timeZone }: Schedule): Rule[] {
  return [
    {
      broken: !isCron(cron),
      problem: `cron "${cron}" is not valid: five fields, such as "0 4 * * 1" for each Monday at 4:00`,
    },
    {
      broken: !isTimeZone(timeZone),
      problem: `time zone "${timeZone}" is not valid: a name of the tz database, such as "Europe/Amsterdam"`,
    },
  ];
}
