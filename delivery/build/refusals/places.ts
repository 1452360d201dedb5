/** How messages say where something is, and what was probably meant. */
import { distance } from 'fastest-levenshtein';
import { type Build } from '../build';
import { type BuildStep } from '../step';

/** What is wrong with one aspect of a build: where, what was given, what is allowed. */
export type Refusal = (build: Build) => readonly string[];

/** `step "lint"`; of one without an id, its position as logs count, and its image. */
export const stepAt = ({ id, name }: Pick<BuildStep, 'id' | 'name'>, position: number): string =>
  id === undefined ? `step #${position} (${name})` : `step "${id}"`;

/** Each step with the words for it. */
export const labelled = ({ steps }: Build): readonly { readonly step: BuildStep; readonly at: string }[] =>
  steps.map((step, position) => ({ step, at: stepAt(step, position) }));

/** `; did you mean "x"?`, by its letters or its start; nothing when over a third of the letters differ. */
export function didYouMean(given: string, options: readonly string[]): string {
  const longer = options.filter((option) => given.length > 2 && option.startsWith(given));
  if (longer.length === 1) return `; did you mean "${longer[0]}"?`;
  const far = (option: string) => distance(given.toLowerCase(), option.toLowerCase());
  const [best] = [...options].sort((one, other) => far(one) - far(other));
  const isAlike = best !== undefined && far(best) <= Math.floor(Math.max(best.length, given.length) / 3);
  return isAlike ? `; did you mean "${best}"?` : '';
}

/** A value as a message shows it: long ones are cut. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What occurs more than once, each once. */
export const repeated = (items: readonly string[]): readonly string[] => [
  ...new Set(items.filter((item, index) => items.indexOf(item) !== index)),
];

/** Whether a text holds a substitution: then its value decides, not the text. */
export const isOpen = (text: string): boolean => /\$(?!\$)/.test(text.replaceAll('$$', ''));

/**
 * Nothing, or that a text is not of a form. In the form, words in capitals stand for anything without a slash:
 * `projects/P/topics/T`.
 */
export function unlessForm(at: string, text: string, form: string): readonly string[] {
  const pattern = form.replace(/[.+?()[\]{}|\\^$]/g, '\\$&').replace(/\b[A-Z]+\b/g, '[^/\\s]+');
  return isOpen(text) || new RegExp(`^${pattern}/?$`).test(text)
    ? []
    : [`${at}: ${shown(text)} is not of the form ${form}`];
}
