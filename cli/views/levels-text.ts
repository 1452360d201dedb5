import pc from 'picocolors';

interface Level {
  readonly level: number;
  readonly title: string;
  readonly capabilities: readonly { readonly title: string; readonly sinceLevel: number; readonly makes: string }[];
}

/** What each level contains, for people: what it adds to the one below. */
export const levelsText = (levels: readonly Level[]): string => levels.map(levelText).join('\n');

function levelText({ level, title, capabilities }: Level): string {
  const width = Math.max(...capabilities.map((capability) => capability.title.length));
  const added = capabilities.filter(({ sinceLevel }) => sinceLevel === level);
  const lines = added.map((capability) => `  ${capability.title.padEnd(width)}  ${capability.makes}`);
  const inherited = added.length < capabilities.length ? [pc.dim(`  everything of level ${level - 1}, and`)] : [];
  return [pc.bold(`Level ${level}: ${title}`), ...inherited, ...lines, ''].join('\n');
}
