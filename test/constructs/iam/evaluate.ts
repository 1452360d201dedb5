/** Claims of an identity token. */
export type Claims = Readonly<Record<string, string>>;

const ABSENT = 'a claim that the token does not have';

/**
 * What an expression of a provider says to a token. The kit uses of the Common Expression Language what JavaScript has as
 * well, but for one thing: reading a claim that is absent is an error, which refuses the token.
 */
export function evaluate(expression: string, claims: Claims): unknown {
  const assertion = new Proxy(claims, {
    get: (given, name: string) => {
      if (!(name in given)) throw new Error(`${ABSENT}: ${name}`);
      return given[name];
    },
  });
  const has = expression.replaceAll(/has\(assertion\.(\w+)\)/g, '("$1" in assertion)');
  return new Function('assertion', `return ${has}`)(assertion) as unknown;
}
