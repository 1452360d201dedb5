/** A parsed config file that knows where each of its values stands. */
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Alias,
  type LineCounter,
  type Node,
  type YAMLMap,
} from 'yaml';
import { pathText, type ConfigPath, type Problem } from './problems';
import { valueText } from './explaining/value-text';

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a check says about the value at a path. `given` is the value itself; leave it out when it says nothing. */
export interface ProblemDetail {
  readonly message?: string;
  readonly given?: unknown;
  readonly allowed?: string;
  readonly fix?: string;
  /** Point at the key instead of its value. */
  readonly atKey?: boolean;
}

/** Something wrong at a path: what a check finds, before the source adds where that is. */
export interface Finding extends ProblemDetail {
  readonly path: ConfigPath;
  /** Of a mistyped key: the path that was meant, about which nothing else needs to be said. */
  readonly meant?: ConfigPath;
}

interface Child {
  readonly key?: Node;
  readonly value?: Node;
}

export class ConfigSource {
  /** By name, so that a file with many mistakes is answered in linear time. */
  private readonly children = new Map<YAMLMap, ReadonlyMap<string, Child>>();

  /**
   * @param file The file, as the user named it.
   * @param value The content as plain values: nothing is checked or defaulted yet.
   */
  constructor(
    readonly file: string,
    readonly value: unknown,
    private readonly root: Node,
    private readonly aliases: ReadonlyMap<Alias, Node>,
    private readonly lines: LineCounter,
  ) {}

  /** Where the value at `path` stands; of a path that is not in the file, where its deepest existing parent stands. */
  locate(path: ConfigPath, of: 'value' | 'key' = 'value'): Position {
    let node: Node = this.root;
    let key: Node | undefined;
    for (const [depth, part] of path.entries()) {
      const child = this.child(node, part);
      if (child === undefined) return this.position(key ?? node);
      key = child.key ?? key;
      if (child.value === undefined || depth === path.length - 1) return this.position(this.pick(child, of) ?? node);
      node = this.target(child.value);
    }
    return this.position(node);
  }

  /** A problem with the value at `path`, ready for a ConfigError. */
  problem(path: ConfigPath, detail: ProblemDetail): Problem {
    return this.at(this.locate(path, detail.atKey ? 'key' : 'value'), path, detail);
  }

  /** A problem with one node, which a path alone does not always name (the second of two equal keys). */
  nodeProblem(node: Node, path: ConfigPath, detail: ProblemDetail): Problem {
    return this.at(this.position(node), path, detail);
  }

  private at(position: Position, path: ConfigPath, { message, given, allowed, fix }: ProblemDetail): Problem {
    const shown = given === undefined ? undefined : valueText(given);
    const texts = Object.entries({ message, given: shown, allowed, fix }).filter(([, text]) => text !== undefined);
    return { file: this.file, ...position, path: pathText(path), ...Object.fromEntries(texts) };
  }

  private child(node: Node, part: PropertyKey): Child | undefined {
    if (isMap(node)) return this.childrenOf(node).get(String(part));
    const item = isSeq(node) ? asNode(node.items[Number(part)]) : undefined;
    return item && { value: item };
  }

  private childrenOf(map: YAMLMap): ReadonlyMap<string, Child> {
    const known = this.children.get(map);
    if (known) return known;
    // Reversed, so that of a key that is there twice the first one counts, as it does for its value.
    const named = map.items.flatMap(({ key, value }): [string, Child][] =>
      isScalar(key) ? [[String(key.value), { key, value: asNode(value) }]] : [],
    );
    const children = new Map(named.reverse());
    this.children.set(map, children);
    return children;
  }

  /** The key of a block, which starts on a later line than the key, and of an empty value, which stands nowhere. */
  private pick({ key, value }: Child, of: 'value' | 'key'): Node | undefined {
    if (of === 'key' || value === undefined) return key ?? value;
    const block = isCollection(value) && value.flow !== true;
    const empty = isScalar(value) && value.value === null && value.source === '';
    return block || empty ? (key ?? value) : value;
  }

  private target(node: Node): Node {
    return isAlias(node) ? (this.aliases.get(node) ?? node) : node;
  }

  private position(node: Node): Position {
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    return { line, column: col };
  }
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}
