import { DEFAULT_TIMEOUT_SECONDS, LIMITS } from '../limits';
import { labelled, type Refusal, shown } from './places';

/** Durations: their form, and a step's beside the build's. */
export const timeProblems: Refusal = (build) => {
  const whole = secondsOf(build.timeout) ?? DEFAULT_TIMEOUT_SECONDS;
  const given = build.timeout ?? `${DEFAULT_TIMEOUT_SECONDS}s, as none is given`;
  return [
    ...durationProblems('timeout', build.timeout),
    ...durationProblems('queueTtl', build.queueTtl),
    ...labelled(build).flatMap(({ step: { timeout }, at }) => {
      const problems = durationProblems(`${at}: timeout`, timeout);
      const isAbove = problems.length === 0 && (secondsOf(timeout) ?? 0) > whole;
      return isAbove ? [`${at}: timeout: ${timeout} is above the build's (${given}); raise the build's`] : problems;
    }),
  ];
};

/** Of a duration in Google's form. */
const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+(\.\d{1,9})?s$/.test(text) ? Number(text.slice(0, -1)) : undefined;

function durationProblems(at: string, text: string | undefined): string[] {
  if (text === undefined) return [];
  const seconds = secondsOf(text);
  if (seconds === undefined) return [`${at}: ${shown(text)} is no number of seconds, as "600s"${inSeconds(text)}`];
  if (seconds === 0) return [`${at}: "${text}" is no time at all; leave it out for the default`];
  if (seconds <= LIMITS.timeoutSeconds) return [];
  return [`${at}: "${text}" is more than a day; Cloud Build takes "${LIMITS.timeoutSeconds}s"`];
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, min: 60, s: 1, '': 1 };

/** `10m` and `1h30m` as people write them. */
function inSeconds(text: string): string {
  if (!/^(\d+(d|h|min|m|s)?)+$/.test(text)) return '';
  const parts = [...text.matchAll(/(\d+)(d|h|min|m|s|)/g)];
  const seconds = parts.reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit!]!, 0);
  return `; did you mean "${seconds}s"?`;
}
