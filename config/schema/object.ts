import * as z from 'zod';

/** `strictObject` throughout: an unknown key is a mistake, never ignored. */
export const object = z.strictObject;
