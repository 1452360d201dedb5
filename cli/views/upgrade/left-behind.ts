import pc from 'picocolors';
import { type MovedStack } from '../../../stacks/level-move/level-move';
import { type LeftBehind } from '../../../stacks/level-move/left-behind';
import { type UpgradeOptions } from '../../options';

type Options = Pick<UpgradeOptions, 'verbose' | 'config'>;

/** What stays without anybody managing it: what holds data, and what goes on doing or costing something. */
export function leftBehindText(stacks: readonly MovedStack[], options: Options): string[] {
  const holding = stacks.flatMap((stack) => holdingLines(stack, options));
  const going = goingOn(stacks.flatMap(({ letGo }) => letGo)).flatMap((group) => activityLines(group, options));
  return [
    ...(holding.length > 0 ? [pc.bold('Holds data, and is kept'), ...holding, ''] : []),
    ...(going.length > 0
      ? [pc.bold('Goes on by itself, until somebody ends it'), ...going, ...endingLines(stacks, options), '']
      : []),
  ];
}

function holdingLines({ name, letGo }: MovedStack, { verbose }: Options): string[] {
  const holding = letGo.filter(({ holdsData }) => holdsData);
  if (holding.length === 0) return [];
  if (verbose) return [`  ${name}`, ...holding.map(({ address }) => `    ${address}`)];
  const counts = new Map<string, number>();
  for (const { type } of holding) counts.set(type, (counts.get(type) ?? 0) + 1);
  const kinds = [...counts].map(([type, count]) => `${count} ${type.replace(/^google_/, '')}`);
  return [`  ${name}: ${kinds.join(', ')}`];
}

/** What ends all of it at once. */
function endingLines(stacks: readonly MovedStack[], { config }: Options): string[] {
  const keeps = stacks.some(({ presence, letGo }) => presence !== 'gone' && letGo.some(({ holdsData }) => !holdsData));
  const gone = stacks.filter(({ presence }) => presence === 'gone');
  return [
    ...(keeps
      ? [`  With "whenLowered: destroy" in ${config}, everything that holds no data is destroyed instead.`]
      : []),
    ...gone.map(
      ({ name }) =>
        `  All of ${name} is ended by "npx cdktf destroy ${name}", before the level is lowered in ${config}.`,
    ),
  ];
}

interface Activity {
  readonly title: string;
  readonly commands: readonly string[];
}

/** What goes on, by what it does. */
function goingOn(all: readonly LeftBehind[]): Activity[] {
  const groups = new Map<string, string[]>();
  for (const { type, goesOn } of all) {
    if (!goesOn) continue;
    const title = `${type.replace(/^google_/, '')}: ${goesOn.does}`;
    groups.set(title, [...(groups.get(title) ?? []), goesOn.stop]);
  }
  return [...groups].map(([title, commands]) => ({ title, commands }));
}

/** The command that ends each; of many alike, the first unless all are asked for. */
function activityLines({ title, commands }: Activity, { verbose }: Options): string[] {
  const shown = verbose ? commands : commands.slice(0, 1);
  const more = commands.length - shown.length;
  const lines = shown.map((command) => `     ${command}`);
  return [`  ${commands.length}  ${title}`, ...lines, ...(more > 0 ? [`     ... ${more} more: --verbose`] : [])];
}
