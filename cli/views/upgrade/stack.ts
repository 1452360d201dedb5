import pc from 'picocolors';
import { type ArgumentChange } from '../../../stacks/level-move/argument-changes';
import { type MovedStack } from '../../../stacks/level-move/level-move';
import { type PlanOfStack } from '../../../stacks/level-move/plan-of-terraform';
import { valueText } from '../../../config/explaining/value-text';
import { type UpgradeOptions } from '../../options';
import { typesText } from '../types-text';

type Verbosity = Pick<UpgradeOptions, 'verbose'>;

type CapabilityOf = Readonly<Record<string, string>>;

/** What becomes of one stack. */
export function stackText(stack: MovedStack, capabilities: CapabilityOf, options: Verbosity): string {
  const { name, presence, changed, moved, unchanged, letGo, destroyed } = stack;
  const notes = { both: '', new: pc.dim(' (new)'), gone: pc.dim(' (no longer written: what it made stays)') };
  const many = (verb: string, addresses: readonly string[]) =>
    addresses.length > 0
      ? [`  ${verb} ${addresses.length}`, ...capabilityLines(addresses, capabilities, options.verbose)]
      : [];
  const lines = [
    ...many('adds', stack.added),
    ...(changed.length > 0 ? [`  changes ${changed.length} in place`] : []),
    ...changed.flatMap(({ address, arguments: args }) => [`    ${address}`, ...args.map(changeLine)]),
    ...(moved.length > 0 ? [`  moves ${moved.length}`] : []),
    ...moved.map(({ from, to }) => `    ${from} -> ${to}`),
    ...many(
      'lets go of',
      letGo.map(({ address }) => address),
    ),
    ...many('destroys', destroyed),
    ...(presence === 'gone' ? [] : [`  leaves ${unchanged} as they are`]),
  ];
  return [`${pc.bold(name)}${notes[presence]}`, ...lines, ''].join('\n');
}

/** Addresses by capability: how many, of which types; each of them when it is asked for. */
function capabilityLines(addresses: readonly string[], capabilities: CapabilityOf, verbose = false): string[] {
  const groups = new Map<string, string[]>();
  for (const address of addresses) {
    const capability = capabilities[address] ?? 'none';
    groups.set(capability, [...(groups.get(capability) ?? []), address]);
  }
  return [...groups].flatMap(([capability, addresses]) => {
    const types = typesText(addresses.map((address) => address.split('.')[0]!));
    const line = `  ${String(addresses.length).padStart(4)}  ${capability.padEnd(22)}${pc.dim(types)}`;
    return verbose ? [line, ...addresses.map((address) => `          ${address}`)] : [line];
  });
}

const changeLine = ({ argument, from, to, follows }: ArgumentChange): string =>
  follows ? `      ${argument}: follows ${follows}` : `      ${argument}: ${valueText(from)} -> ${valueText(to)}`;

/** What Terraform plans for each stack. */
export function planText(plans: readonly PlanOfStack[], { verbose }: Verbosity): string {
  const width = Math.max(...plans.map(({ name }) => name.length));
  const lines = plans.flatMap(({ name, added, changed, letGo, losses }) => {
    const lost = new Set(losses.map(({ address }) => address)).size;
    const forgotten = letGo.length > 0 ? `${letGo.length} to let go of, ` : '';
    const counts = `${added.length} to add, ${changed.length} to change, ${forgotten}${lost} to replace or destroy`;
    const addresses = [
      ...added.map((address) => `+ ${address}`),
      ...changed.map((address) => `~ ${address}`),
      ...letGo.map((address) => `. ${address}`),
    ];
    return [`  ${name.padEnd(width)}  ${counts}`, ...(verbose ? addresses.map((line) => `    ${line}`) : [])];
  });
  return [pc.bold('Terraform plans, on the state as it is'), ...lines, ''].join('\n');
}
