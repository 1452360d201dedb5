/** What the schema of a build is made of. */
import { z } from 'zod';

/** Every field of `T` and no other, so that types and schema cannot part. */
type FieldsOf<T> = { readonly [K in keyof Required<T>]: z.ZodType<T[K]> };

export const fields =
  <T>() =>
  <F extends FieldsOf<T>>(shape: F & Record<Exclude<keyof F, keyof T>, never>) =>
    z.strictObject(shape as F);

export const text = z.string().min(1);
export const texts = z.array(z.string());
export const textByName = z.record(text, z.string());
export const whole = z.int();
export const flag = z.boolean();
