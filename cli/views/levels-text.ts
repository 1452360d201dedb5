import pc from 'picocolors';

interface Level {
  readonly level: number;
  readonly title: string;
  readonly capabilities: readonly { readonly title: string; readonly sinceLevel: number; readonly makes: string }[];
}

/** What each level contains, for people. */
export const levelsText = (levels: readonly Level[]): string => levels.map(levelText).join('\n');

function levelText({ level, title, capabilities }: Level): string {
  const width = Math.max(...capabilities.map((capability) => capability.title.length));
  const lines = capabilities.map((capability) => {
    const inherited = capability.sinceLevel < level ? pc.dim(` (from level ${capability.sinceLevel})`) : '';
    return `  ${capability.title.padEnd(width)}  ${capability.makes}${inherited}`;
  });
  return [pc.bold(`Level ${level}: ${title}`), ...lines, ''].join('\n');
}
