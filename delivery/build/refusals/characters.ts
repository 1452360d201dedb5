import { type Refusal, stepAt } from './places';

/** Texts that YAML cannot hold, or that readers of YAML take for ends of lines. */
export const characterProblems: Refusal = ({ steps, ...build }) => [
  ...steps.flatMap((step, position) => problemsIn(step, '').map((problem) => `${stepAt(step, position)}: ${problem}`)),
  ...problemsIn(build, ''),
];

// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

function problemsIn(value: unknown, field: string): string[] {
  if (typeof value === 'string') return problemsOf(value, field);
  if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, `${field}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => problemsIn(item, field ? `${field}.${key}` : key));
}

function problemsOf(text: string, field: string): string[] {
  if (text.includes('\r')) return [`${field}: has ends of lines as on Windows, "\\r\\n"; shells want "\\n" alone`];
  const [found] = UNFIT.exec(text) ?? [];
  if (found === undefined) return [];
  const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return [`${field}: has the character U+${code}, which no file of text should hold`];
}
