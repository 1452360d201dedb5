import { type ConfigPath } from './problems';

/** A set of paths. */
export class PathSet {
  private readonly texts: ReadonlySet<string>;

  constructor(paths: readonly ConfigPath[]) {
    this.texts = new Set(paths.map((path) => JSON.stringify(path)));
  }

  has(path: ConfigPath): boolean {
    return this.texts.has(JSON.stringify(path));
  }
}
