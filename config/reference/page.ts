/** Writes docs/config.md: every key with what is allowed, its default and its meaning, from the schema alone. */
import { RULES } from '../checks';
import { configSchema } from '../schema';
import { blocksOf, type Block, type Entry } from './blocks';

const INTRODUCTION = `# mlops.yaml

<!-- Written by scripts/generate-config-docs.ts from config/schema/: change that, then run npm run docs:config. -->

Everything about a platform is said in one YAML 1.2 file. Keys marked **required** must be there, all others may be left
out. \`npx mlops check\` names every mistake with its line, column and likely fix.

Editors complete and check the file when its first line is
\`# yaml-language-server: $schema=./config/mlops.schema.json\`.`;

/** @param example The embedded default, shown before the tables. */
export function referencePage(example: string): string {
  const blocks = blocksOf(configSchema);
  const parts = [
    INTRODUCTION,
    `## The embedded default\n\n\`\`\`yaml\n${example.trimEnd()}\n\`\`\``,
    `## Blocks\n\n${blocks.map((block) => `- [${title(block)}](#${anchor(title(block))})`).join('\n')}`,
    ...blocks.map(section),
    `## What has to go together\n\n${RULES.map((rule) => `- ${rule.says}`).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(block: Block): string {
  const rows = block.entries.map((entry) => row(entry));
  const table = ['| key | allowed | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return `## ${title(block)}\n\n${block.description}\n\n${table}`;
}

function row({ key, allowed, block, required, default: fallback, meaning }: Entry): string {
  const link = block === undefined ? undefined : `[${block.path}](#${anchor(title(block))})`;
  const value = [link, allowed].filter((part) => part !== undefined).join('; ');
  const absent = required ? '**required**' : fallback === undefined ? '' : `\`${fallback}\``;
  return `| \`${key}\` | ${cell(value)} | ${cell(absent)} | ${cell(meaning)} |`;
}

function title({ path, form }: Pick<Block, 'path' | 'form'>): string {
  return [path === '' ? 'top level' : path, form].filter((part) => part !== undefined).join(', ');
}

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

const cell = (text: string) => text.replaceAll('|', '\\|');
