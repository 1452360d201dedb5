import type * as z from 'zod';

/** Every finding of a schema in one line, with its place. */
export const issuesText = (error: z.ZodError, nameOf: (key: string) => string = (key) => key): string =>
  error.issues
    .map(({ path, message }) => `${path.map((part) => nameOf(String(part))).join('.') || 'the whole'}: ${message}`)
    .join('; ');
