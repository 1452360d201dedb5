/** Parses YAML 1.2 into a ConfigSource and refuses what plain values can not hold or what would not end. */
import { isScalar, LineCounter, parseAllDocuments, type Document, type Node } from 'yaml';
import { tooDeepAt } from './nesting';
import { placeOf } from './place';
import { readNode } from './read-node';
import { ConfigError, type ConfigPath, type Problem } from '../problems';
import { ConfigSource } from '../source';
import { syntaxTexts, type ProblemTexts } from './syntax';

/** What was read, and the problems that do not keep it from being checked further (such as a duplicate key). */
export interface ReadResult {
  readonly source: ConfigSource;
  readonly problems: readonly Problem[];
  /** Paths of values that could not be read: what the schema says about them means nothing. */
  readonly unread: readonly ConfigPath[];
}

/**
 * @param file The name to show in messages.
 * @throws ConfigError when the text is not one YAML document. Of several syntax errors the first alone is named: the
 * others mostly follow from it.
 */
export function readYaml(file: string, text: string): ReadResult {
  const deep = tooDeepAt(text);
  if (deep !== undefined) throw refusal(file, text, { offset: deep, detail: syntaxTexts('RESOURCE_EXHAUSTION', '') });
  const lines = new LineCounter();
  // `uniqueKeys` takes quadratic time, so duplicates are found by readNode; `prettyErrors` too takes long on large files.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, resolveKnownTags: false } as const;
  const documents: Document.Parsed[] = [...parseAllDocuments(text, options)];
  const root = documents[0]?.contents ?? undefined;
  const refused = syntaxProblem(documents, root);
  if (refused || !root) throw refusal(file, text, refused ?? EMPTY);
  const read = readNode(root);
  const source = new ConfigSource(file, read.value, root, read.aliases, lines);
  const problems = read.findings.map(({ node, path, detail }) => source.nodeProblem(node, path, detail));
  return { source, problems, unread: read.unread };
}

interface Refused {
  readonly offset: number;
  readonly detail: ProblemTexts;
}

const EMPTY: Refused = {
  offset: 0,
  detail: {
    message: 'the file is empty',
    allowed: 'a mapping with at least product, level, region, environments and state',
    fix: 'start from the mlops.yaml that comes with the kit',
  },
};

function syntaxProblem(documents: readonly Document.Parsed[], root: Node | undefined): Refused | undefined {
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  const first = errors.sort((a, b) => a.pos[0] - b.pos[0])[0];
  if (first) return { offset: first.pos[0], detail: syntaxTexts(first.code, first.message) };
  const [document, second] = documents;
  if (second) return { offset: second.range[0], detail: SEVERAL_DOCUMENTS };
  if (document?.directives.yaml.explicit) return { offset: 0, detail: syntaxTexts('BAD_DIRECTIVE', '') };
  return isScalar(root) && root.value === null ? EMPTY : undefined;
}

const SEVERAL_DOCUMENTS = {
  message: 'a second document starts here',
  allowed: 'one document',
  fix: 'remove this line ("---") and what does not belong to the config',
};

function refusal(file: string, text: string, { offset, detail }: Refused): ConfigError {
  return new ConfigError([{ file, ...placeOf(text, offset), path: '', ...detail }]);
}
