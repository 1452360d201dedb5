import { Document, visit } from 'yaml';
import { z } from 'zod';
import { type Build } from './build';
import { buildSchema } from './schema/build';

/**
 * A build as the text of a config file: fields in one order, scripts as blocks, equal builds equal to the byte.
 * Readers of YAML 1.1 and of 1.2 read the same.
 *
 * @param head lines of a comment on top, without `#`
 */
export function buildYaml(build: Build, head: readonly string[] = []): string {
  const document = new Document(inOrder(build, buildSchema), {
    ...{ version: '1.1', compat: 'core', aliasDuplicateObjects: false },
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== MERGE),
  });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && PYTHON_REFUSES.test(node.value)) node.type = 'QUOTE_SINGLE';
    },
  });
  const comment = head.map((line) => `# ${line}`.trimEnd());
  const body = document.toString({ lineWidth: 0, blockQuote: 'literal', singleQuote: true, directives: false });
  return [...comment, ...(head.length > 0 ? [''] : []), body].join('\n');
}

/** The library writes it without quotes, whatever it is asked. */
const MERGE = 'tag:yaml.org,2002:merge';

/** Texts of one line that PyYAML, on which gcloud is built, takes only in quotes. */
const PYTHON_REFUSES = /^(=|<<|.*\t.*)$/;

/** The same value with its fields in the order of the schema, and maps in the order of their keys. */
function inOrder(value: unknown, schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodOptional) return inOrder(value, schema.unwrap());
  if (schema instanceof z.ZodArray) return (value as readonly unknown[]).map((item) => inOrder(item, schema.element));
  if (schema instanceof z.ZodRecord) return sorted(value as Readonly<Record<string, unknown>>);
  if (!(schema instanceof z.ZodObject)) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const entries = Object.entries(schema.shape as Record<string, z.core.$ZodType>)
    .filter(([key]) => given[key] !== undefined)
    .map(([key, field]) => [key, inOrder(given[key], field)]);
  return Object.fromEntries(entries);
}

const sorted = (map: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
