import { type Line, sourcesOf } from '../../../cost/line';
import { SOURCES } from '../../../cost/prices';

/** Numbers of the sources of prices, in the order in which they are first used. */
export class Footnotes {
  private readonly used: string[];

  constructor(lines: readonly Line[]) {
    this.used = sourcesOf(lines);
  }

  /** `[2]` */
  mark = ({ price }: Line): string => (price ? `[${this.used.indexOf(price.source) + 1}]` : '');

  /** One line each: number, date, what it is, address. */
  lines(): string[] {
    return this.used.map((key, index) => {
      const { date, title, url } = SOURCES[key]!;
      return `  [${index + 1}] ${date}  ${title}\n      ${url}`;
    });
  }
}
