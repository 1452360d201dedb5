/** Turns YAML nodes into plain values, and collects what YAML allows but a config file must not hold. */
import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from 'yaml';
import { type ConfigPath } from '../problems';
import { type ProblemDetail } from '../source';

/** Nodes after every alias is written out. It stops "billion laughs"; a thousand models have about 20,000. */
const MAX_NODES = 100_000;

/** Something wrong with a node itself, whatever the schema says. */
export interface NodeFinding {
  readonly path: ConfigPath;
  readonly node: Node;
  readonly detail: ProblemDetail;
}

/** A node as a plain value. Values that are wrong in themselves are `null` and have a finding. */
export interface ReadNode {
  readonly value: unknown;
  readonly findings: readonly NodeFinding[];
  /** Paths of values that could not be read: they are `null` instead. */
  readonly unread: readonly ConfigPath[];
  readonly aliases: ReadonlyMap<Alias, Node>;
}

export function readNode(root: Node): ReadNode {
  const reader = new NodeReader();
  const { value } = reader.read(root, []);
  return { value, findings: reader.findings, unread: reader.unread, aliases: reader.aliases };
}

interface Sized {
  readonly value: unknown;
  /** Number of nodes, with aliases written out. */
  readonly size: number;
}

const NOTHING: Sized = { value: null, size: 1 };

class NodeReader {
  readonly findings: NodeFinding[] = [];
  readonly unread: ConfigPath[] = [];
  readonly aliases = new Map<Alias, Node>();
  /** By name; `undefined` while the anchored node itself is being read. */
  private readonly anchors = new Map<string, { node: Node; read: Sized } | undefined>();
  private nodes = 0;

  read(node: unknown, path: ConfigPath): Sized {
    if (isAlias(node)) return this.readAlias(node, path);
    this.nodes += 1;
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor) this.anchors.set(anchor, undefined);
    const read = this.readContent(node, path);
    if (anchor) this.anchors.set(anchor, { node: node as Node, read });
    return read;
  }

  private readContent(node: unknown, path: ConfigPath): Sized {
    if (isMap(node)) return this.readMap(node, path);
    if (!isSeq(node)) return { value: isScalar(node) ? node.value : null, size: 1 };
    const items = node.items.map((item, index) => this.read(item, [...path, index]));
    return { value: items.map((item) => item.value), size: total(items) };
  }

  private readMap(map: YAMLMap, path: ConfigPath): Sized {
    const value: Record<string, unknown> = {};
    const items = map.items.map((pair) => {
      const key = this.readKey(pair, path, value);
      if (key === undefined) return NOTHING;
      const item = this.read(pair.value, [...path, key]);
      value[key] = item.value;
      return item;
    });
    return { value, size: total(items) };
  }

  /** The key as text; `undefined` when it is refused. */
  private readKey({ key }: Pair, path: ConfigPath, siblings: object): string | undefined {
    const text = isScalar(key) ? key.value : key;
    const detail = typeof text === 'string' ? refusedKey(text, siblings) : notText(text);
    if (detail === undefined) return text as string;
    this.findings.push({ node: key as Node, path: isScalar(key) ? [...path, String(text)] : path, detail });
    return undefined;
  }

  private readAlias(alias: Alias, path: ConfigPath): Sized {
    const name = alias.source;
    const target = this.anchors.get(name);
    if (!target) return this.unreadable(alias, path, this.anchors.has(name) ? selfReference(name) : noAnchor(name));
    this.aliases.set(alias, target.node);
    const full = this.nodes > MAX_NODES;
    this.nodes += target.read.size;
    if (this.nodes <= MAX_NODES) return target.read;
    return this.unreadable(alias, path, full ? undefined : bomb(name));
  }

  private unreadable(node: Node, path: ConfigPath, detail: ProblemDetail | undefined): Sized {
    this.unread.push(path);
    if (detail) this.findings.push({ node, path, detail });
    return NOTHING;
  }
}

const total = (items: readonly Sized[]) => items.reduce((sum, item) => sum + item.size, 1);

function refusedKey(key: string, siblings: object): ProblemDetail | undefined {
  if (key === '<<') return { message: 'merge keys (<<) are not part of YAML 1.2', fix: 'write the keys out' };
  if (key === '__proto__') return { message: 'this key is reserved', fix: 'remove it' };
  if (Object.hasOwn(siblings, key)) return { message: 'this key is there twice', fix: 'remove one of the two' };
  return undefined;
}

const notText = (key: unknown): ProblemDetail => ({
  message: 'a key that is not text',
  ...(typeof key === 'object' && key !== null ? {} : { given: key }),
  allowed: 'text',
  fix: typeof key === 'object' ? 'write a name in front of the ":"' : `write "${String(key)}", in quotes`,
});
const noAnchor = (name: string) => ({
  message: `the alias *${name} has no anchor &${name} before it`,
  fix: `write the value out, put "&${name}" in front of the value meant, or quote the text`,
});
const selfReference = (name: string) => ({
  message: `the alias *${name} stands inside its own anchor`,
  fix: 'write the value out',
});
const bomb = (name: string) => ({
  message: `with the alias *${name} the file grows beyond ${MAX_NODES.toLocaleString('en')} values`,
  fix: 'use fewer aliases of aliases',
});
