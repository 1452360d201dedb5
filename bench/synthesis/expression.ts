/** Words that differ between the models of a group, and the variable that holds each in the generated program. */
export type Parameters = ReadonlyMap<string, string>;

/** Arguments that are maps: their keys are the user's own and keep their case. */
const MAPS = new Set(['labels', 'user_labels', 'resource_labels']);

export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());

/** A reference of Terraform and nothing else in its braces. */
const REFERENCE = /\$\{((?:google|time)_[a-z0-9_]+\.[A-Za-z0-9_-]+)\.([a-z0-9_]+)\}/g;

/** Writes values of Terraform JSON as TypeScript: references as attributes of variables, words as parameters. */
export class Expressions {
  constructor(
    private readonly variableOf: (address: string) => string,
    private readonly parameters: Parameters,
  ) {}

  of(value: unknown, isMap = false): string {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return `[${value.map((item) => this.of(item)).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const entries = Object.entries(value).map(([key, item]) => {
      const name = isMap ? JSON.stringify(key) : camelCase(key);
      return `${name}: ${this.of(item, MAPS.has(key))}`;
    });
    return `{ ${entries.join(', ')} }`;
  }

  /** A string, as a template when it holds a reference or a parameter. */
  text(value: string): string {
    let template = escaped(
      value.replaceAll(REFERENCE, (_match, address: string, attribute: string) => {
        return `«${this.variableOf(address)}.${camelCase(attribute)}»`;
      }),
    );
    for (const [word, variable] of this.parameters) {
      template = template.replaceAll(new RegExp(`${word}(?![0-9])`, 'g'), `«${variable}»`);
    }
    const whole = /^«([^»]*)»$/.exec(template);
    if (whole) return whole[1]!;
    if (!template.includes('«')) return JSON.stringify(value);
    return `\`${template.replaceAll('«', '${').replaceAll('»', '}')}\``;
  }
}

const escaped = (value: string): string => value.replace(/[\\`]|\$\{/g, '\\$&').replaceAll('\n', '\\n');
