import { type MoveOfConfig } from '../../../stacks/level-move/move-of-config';
import { type UpgradeOptions } from '../../options';

/** The commands that go on from a move of levels that loses nothing. */
export function nextOfUpgrade({ from, to, stacks }: MoveOfConfig, options: UpgradeOptions): string {
  const { config, out, plan } = options;
  const isDefault = config === 'mlops.yaml' && out === 'cdktf.out';
  const touched = stacks.find(({ added, changed }) => added.length + changed.length > 0) ?? stacks[0]!;
  const raise = options.from === undefined && from !== to;
  const asked = [`npx mlops upgrade --to ${to}`, config === 'mlops.yaml' ? '' : `--config ${config}`, '--plan'];
  const steps: [string, string][] = [
    ...(plan ? [] : [[asked.filter(Boolean).join(' '), 'the same, by Terraform on your state'] as [string, string]]),
    ...(raise ? [[`write "level: ${to}" into ${config}`, 'the file says what is deployed'] as [string, string]] : []),
    ...(isDefault ? cdktfSteps(touched.name) : terraformSteps(touched.name, config, out)),
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  return ['Next:', ...steps.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`)].join('\n');
}

const cdktfSteps = (stack: string): [string, string][] => [
  [`npx cdktf diff ${stack}`, 'what a deployment of the stack would do'],
  ["npx cdktf deploy '*'", 'deploys all stacks in order'],
];

const terraformSteps = (stack: string, config: string, out: string): [string, string][] => [
  [`npx mlops synth --config ${config} --out ${out}`, 'writes the stacks'],
  [`terraform -chdir=${out}/stacks/${stack} apply`, 'each stack, in the order above'],
];
