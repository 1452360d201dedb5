/** Which variables the text of a shell script reads, and which it sets itself. */
export interface ScriptVariables {
  /** Upper case names, each once. */
  readonly reads: readonly string[];
  readonly sets: readonly string[];
  /** Everything that looks like the name of one, as other languages read them. */
  readonly words: readonly string[];
}

const READ = /(?<!\\)\$(?:\{[!#]?)?([A-Z][A-Z0-9_]*|_[A-Z0-9_]+)|\bprintenv\s+([A-Z_][A-Z0-9_]*)/g;
const SET = /(?:^|[\s;&|(])([A-Z_][A-Z0-9_]*)\+?=|\bfor\s+([A-Z_][A-Z0-9_]*)\s+in\b/gm;
const SET_BY_READ = /\b(?:read|mapfile|readarray)\b([^\n;|<]*)/g;

export function scriptVariables(script: string): ScriptVariables {
  const text = script.replace(/(^|\s)#.*$/gm, '$1');
  const lists = [...text.matchAll(SET_BY_READ)].flatMap(([, words]) => words!.match(/\b[A-Z_][A-Z0-9_]*\b/g) ?? []);
  return {
    reads: names(text, READ),
    sets: [...names(text, SET), ...lists],
    words: [...new Set(text.match(/\b[A-Z_][A-Z0-9_]*\b/g))],
  };
}

const names = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, first, second]) => (first ?? second)!)),
];
