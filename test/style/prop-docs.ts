import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCE = /(?<!\.d)(?<!\.generated)\.ts$/;

/**
 * What the documentation of public props lacks: of exported interfaces whose name ends in `Props` or `Options`. Every
 * field says what it is, and every optional one tells its default.
 */
export function undocumentedProps(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => SOURCE.test(file));
  return files.sort().flatMap((file) => undocumentedIn(join(folder, file), readFileSync(join(folder, file), 'utf8')));
}

/** The same of one file's text. */
export function undocumentedIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(isPropsInterface).flatMap((props) =>
    props.members.filter(ts.isPropertySignature).flatMap((field) => {
      const problem = problemOf(field);
      const line = source.getLineAndCharacterOfPosition(field.getStart()).line + 1;
      return problem ? [`${file}:${line} ${props.name.text}.${field.name.getText()} ${problem}`] : [];
    }),
  );
}

const isPropsInterface = (node: ts.Statement): node is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(node) &&
  /(Props|Options)$/.test(node.name.text) &&
  Boolean(node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword));

function problemOf(field: ts.PropertySignature): string | undefined {
  const docs = ts.getJSDocCommentsAndTags(field).filter(ts.isJSDoc);
  if (docs.length === 0) return 'has no doc comment';
  const tags = ts.getJSDocTags(field).filter((tag) => tag.tagName.text === 'default');
  const said = tags.some((tag) => ts.getTextOfJSDocComment(tag.comment)?.trim());
  if (field.questionToken && !said) return 'is optional and tells no @default';
  if (!field.questionToken && tags.length > 0) return 'is required and tells a @default';
  return undefined;
}
