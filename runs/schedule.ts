/** When something is due: cron expressions as Cloud Scheduler takes them. */
import { Cron } from 'croner';

const VALUE = String.raw`(?:\d{1,2}|[A-Za-z]{3})`;
const ITEM = String.raw`(?:\*|${VALUE}(?:-${VALUE})?)(?:/\d{1,2})?`;
const FIELD = `${ITEM}(?:,${ITEM})*`;

/**
 * Five fields, without the extensions of other crons (`L`, `W`, `#`, seconds).
 * https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
 */
export const CRON_PATTERN = new RegExp(`^${FIELD}(?: ${FIELD}){4}$`);

/** What `isCron` and `CRON_PATTERN` allow, in words. */
export const CRON_ALLOWED = 'a time that comes, as five fields of cron: "0 4 * * 1" is each Monday at 4:00';

/** Whether it is a cron expression, and of a time that comes: "0 0 31 2 *" never does. */
export function isCron(expression: string): boolean {
  if (!CRON_PATTERN.test(expression)) return false;
  try {
    return next(expression, 'Etc/UTC', new Date(0)) !== null;
  } catch {
    return false;
  }
}

export const TIME_ZONE_ALLOWED = 'a time zone of the tz database, such as "Europe/Amsterdam" or "Etc/UTC"';

/** Whether it is a time zone of the tz database; offsets mean no place, and abbreviations several. */
export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z]+\/./.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The times at which a schedule is due after `from`, up to and including `to`. */
export function* dueTimes(schedule: { cron: string; timeZone: string }, from: Date, to: Date): Generator<Date> {
  for (let due = next(schedule.cron, schedule.timeZone, from); due && due <= to;) {
    yield due;
    due = next(schedule.cron, schedule.timeZone, due);
  }
}

const next = (cron: string, timeZone: string, after: Date) => new Cron(cron, { timezone: timeZone }).nextRun(after);
