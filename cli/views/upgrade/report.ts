import pc from 'picocolors';
import { type UpgradeOptions } from '../../options';
import { counted } from '../counted';
import { leftBehindText } from './left-behind';
import { nextOfUpgrade } from './next';
import { planText, stackText } from './stack';
import { refusalText } from './refusal';
import { type Verdict } from './verdict';

/** What going to another level does, for programs. */
export function upgradeJson({ move, plans, losses, safe }: Verdict, { config }: UpgradeOptions): string {
  const stacks = move.stacks.map(({ name, presence, added, changed, moved, unchanged, letGo, destroyed }) => {
    const withCapability = (address: string) => ({ address, capability: move.capabilities[name]?.[address] ?? 'none' });
    return {
      name,
      presence,
      added: added.map(withCapability),
      changed: changed.map((resource) => ({ ...resource, capability: move.capabilities[name]?.[resource.address] })),
      moved,
      unchanged,
      letGo: letGo.map((resource) => ({ ...withCapability(resource.address), ...resource })),
      destroyed: destroyed.map(withCapability),
    };
  });
  const report = { file: config, from: move.from, to: move.to, safe, stacks, losses, ...(plans && { plans }) };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same for people. */
export function upgradeText(verdict: Verdict, options: UpgradeOptions): string {
  const { move, plans, safe } = verdict;
  const title = `${options.config}: from level ${move.from} to level ${move.to}`;
  const stacks = move.stacks.map((stack) => stackText(stack, move.capabilities[stack.name] ?? {}, options));
  const left = leftBehindText(move.stacks, options);
  const ending = safe ? [proofText(verdict), '', nextOfUpgrade(move, options)] : [refusalText(verdict)];
  return `${[pc.bold(title), '', ...stacks, ...left, ...(plans ? [planText(plans, options)] : []), ...ending].join('\n')}\n`;
}

function proofText({ move: { stacks }, plans }: Verdict): string {
  const sum = (count: (stack: (typeof stacks)[number]) => number) => stacks.reduce((all, each) => all + count(each), 0);
  const letGo = sum((stack) => stack.letGo.length);
  const destroyed = sum((stack) => stack.destroyed.length);
  const counts = [
    `${sum(({ added }) => added.length)} added`,
    `${sum(({ changed }) => changed.length)} changed in place`,
    `${sum(({ moved }) => moved.length)} moved`,
    ...(letGo > 0 ? [`${letGo} let go of`] : []),
    ...(destroyed > 0 ? [`${destroyed} destroyed`] : []),
    `${sum(({ unchanged }) => unchanged)} unchanged`,
  ];
  const claim =
    destroyed > 0 ? 'Nothing that holds data is replaced or destroyed' : 'Nothing is replaced and nothing is destroyed';
  const proof = `${pc.green(claim)}: ${counts.join(', ')}.`;
  const open = stacks.flatMap(({ changed }) => changed.filter(({ decidesMore }) => decidesMore));
  if (plans || open.length === 0) return proof;
  return `${proof}\nFor ${counted(open.length, 'changed resource')} the provider decides more while it plans: --plan asks it.`;
}
