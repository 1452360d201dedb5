/** What the YAML parser complains about, in words that help. */
import { type ErrorCode } from 'yaml';
import { type Problem } from '../problems';

/** The texts of a problem that has no path, as the text is no YAML yet. */
export type ProblemTexts = Pick<Problem, 'message' | 'allowed' | 'fix'>;

const CHECK_PLACE = 'check quotes, brackets and indentation at this place and just before it';

const TEXTS: Partial<Record<ErrorCode, ProblemTexts>> = {
  TAB_AS_INDENT: { message: 'a tab is used for indentation', allowed: 'spaces', fix: 'replace the tab by spaces' },
  BAD_SCALAR_START: {
    message: 'a plain text can not start with this character',
    fix: 'put the text in quotes',
  },
  BAD_ALIAS: { message: 'an alias (*) without a name', fix: 'put the text in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a mapping can not start in the middle of a line',
    fix: 'put a text that holds ": " in quotes, or give the inner key its own line',
  },
  MULTILINE_IMPLICIT_KEY: { message: 'a line without ":"', fix: 'write "key: value", or check the indentation' },
  BAD_INDENT: {
    message: 'the indentation does not fit, or a bracket is not closed',
    fix: 'start all keys of a mapping at the same column, and close every [ and {',
  },
  BAD_DQ_ESCAPE: {
    message: 'an unknown escape in double quotes',
    fix: 'write the backslash twice, or use single quotes',
  },
  TAG_RESOLVE_FAILED: { message: 'a tag (!...) that means nothing here', fix: 'remove the tag' },
  BAD_DIRECTIVE: { message: 'a directive (%...) has no use here', fix: 'remove the line' },
  RESOURCE_EXHAUSTION: { message: 'nested too deeply', fix: 'remove levels of nesting' },
};

/** What an error or warning of the parser means. */
export function syntaxTexts(code: ErrorCode, message: string): ProblemTexts {
  return TEXTS[code] ?? { message: `not YAML: ${message}`, fix: CHECK_PLACE };
}
