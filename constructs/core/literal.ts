import { Token } from 'cdktf';

/**
 * Text as Terraform is to take it: word for word. Terraform would fill in `${...}` and `%{...}`, which scripts of shells
 * hold as well. Tokens stay, in texts that hold one.
 */
export function literal<T>(value: T): T {
  if (typeof value === 'string') return (Token.isUnresolved(value) ? value : escaped(value)) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => literal(item)) as T;
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item as unknown)])) as T;
}

const escaped = (text: string): string => text.replaceAll(/([$%])\{/g, '$1$1{');
