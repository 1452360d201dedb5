import pc from 'picocolors';
import { type UpgradeOptions } from '../../options';
import { counted } from '../counted';
import { nextOfUpgrade } from './next';
import { planText, stackText } from './stack';
import { refusalText } from './refusal';
import { type Verdict } from './verdict';

/** What going to another level does, for programs. */
export function upgradeJson({ move, plans, losses, safe }: Verdict, { config }: UpgradeOptions): string {
  const stacks = move.stacks.map(({ name, presence, added, changed, moved, unchanged }) => ({
    name,
    presence,
    added: added.map((address) => ({ address, capability: move.capabilities[name]?.[address] ?? 'none' })),
    changed: changed.map((resource) => ({ ...resource, capability: move.capabilities[name]?.[resource.address] })),
    moved,
    unchanged,
  }));
  const report = { file: config, from: move.from, to: move.to, safe, stacks, losses, ...(plans && { plans }) };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same for people. */
export function upgradeText(verdict: Verdict, options: UpgradeOptions): string {
  const { move, plans, safe } = verdict;
  const title = `${options.config}: from level ${move.from} to level ${move.to}`;
  const stacks = move.stacks.map((stack) => stackText(stack, move.capabilities[stack.name] ?? {}, options));
  const ending = safe ? [proofText(verdict), '', nextOfUpgrade(move, options)] : [refusalText(verdict)];
  return `${[pc.bold(title), '', ...stacks, ...(plans ? [planText(plans, options)] : []), ...ending].join('\n')}\n`;
}

function proofText({ move: { stacks }, plans }: Verdict): string {
  const sum = (count: (stack: (typeof stacks)[number]) => number) => stacks.reduce((all, each) => all + count(each), 0);
  const counts = [
    `${sum(({ added }) => added.length)} added`,
    `${sum(({ changed }) => changed.length)} changed in place`,
    `${sum(({ moved }) => moved.length)} moved`,
    `${sum(({ unchanged }) => unchanged)} unchanged`,
  ];
  const proof = `${pc.green('Nothing is replaced and nothing is destroyed')}: ${counts.join(', ')}.`;
  const open = stacks.flatMap(({ changed }) => changed.filter(({ decidesMore }) => decidesMore));
  if (plans || open.length === 0) return proof;
  return `${proof}\nFor ${counted(open.length, 'changed resource')} the provider decides more while it plans: --plan asks it.`;
}
