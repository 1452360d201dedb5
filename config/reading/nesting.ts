/** Finds text that is nested so deeply that the parser, which is recursive, would take the process down with it. */
import { Lexer } from 'yaml';

/** Open brackets, and block indicators on one line. */
const MAX_NESTING = 64;
/** A block can not be nested deeper than it is indented. */
const MAX_INDENTATION = 256;

/** Marks of the lexer that are not in the text: byte order mark, document, flow end, and the one before each scalar. */
const SCALAR = '\x1f';
const MARKS: readonly string[] = ['\uFEFF', '\x02', '\x18', SCALAR];

/** Offset of the place where nesting goes too deep; `undefined` when it stays within reason. */
export function tooDeepAt(text: string): number | undefined {
  const nesting = { brackets: 0, indicators: 0, indentation: 0 };
  let offset = 0;
  let previous = '\n';
  for (const token of new Lexer().lex(text)) {
    if (!MARKS.includes(token)) {
      if (previous !== SCALAR) follow(nesting, token, previous);
      if (Math.max(nesting.brackets, nesting.indicators) > MAX_NESTING) return offset;
      if (nesting.indentation > MAX_INDENTATION) return offset;
      offset += token.length;
    }
    previous = token;
  }
  return undefined;
}

function follow(
  nesting: { brackets: number; indicators: number; indentation: number },
  token: string,
  previous: string,
) {
  if (token === '[' || token === '{') nesting.brackets += 1;
  if (token === ']' || token === '}') nesting.brackets -= 1;
  if (token === '-' || token === '?') nesting.indicators += 1;
  if (token.endsWith('\n')) nesting.indicators = 0;
  nesting.indentation = previous.endsWith('\n') && token.startsWith(' ') ? token.length : 0;
}
