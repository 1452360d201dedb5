import { type MovedStack } from '../../../stacks/level-move/level-move';
import { type MoveOfConfig } from '../../../stacks/level-move/move-of-config';
import { type UpgradeOptions } from '../../options';

const BACK_UP = 'To raise the level again, take what was let go of back from the state of before: docs/levels.md.';
const THERE_BEFORE = 'Was the level there before? Then take back what was let go of first: docs/levels.md.';

/** The commands that go on from a move of levels that loses nothing. */
export function nextOfUpgrade({ from, to, stacks }: MoveOfConfig, options: UpgradeOptions): string {
  const { config, out, plan } = options;
  const isDefault = config === 'mlops.yaml' && out === 'cdktf.out';
  const written = stacks.filter(({ presence }) => presence !== 'gone');
  const isTouched = ({ added, changed, letGo, destroyed }: MovedStack) =>
    added.length + changed.length + letGo.length + destroyed.length > 0;
  const touched = written.find(isTouched) ?? written[0]!;
  const rewrite = options.from === undefined && from !== to;
  const asked = [`npx mlops upgrade --to ${to}`, config === 'mlops.yaml' ? '' : `--config ${config}`, '--plan'];
  const steps: [string, string][] = [
    ...(plan ? [] : [[asked.filter(Boolean).join(' '), 'the same, by Terraform on your state'] as [string, string]]),
    ...(rewrite ? [[`write "level: ${to}" into ${config}`, 'the file says what is deployed'] as [string, string]] : []),
    ...(isDefault ? cdktfSteps(touched.name) : terraformSteps(touched.name, config, out)),
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  const lines = steps.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`);
  return ['Next:', ...lines, '', to < from ? BACK_UP : THERE_BEFORE].join('\n');
}

const cdktfSteps = (stack: string): [string, string][] => [
  [`npx cdktf diff ${stack}`, 'what a deployment of the stack would do'],
  ["npx cdktf deploy '*'", 'deploys all stacks in order'],
];

const terraformSteps = (stack: string, config: string, out: string): [string, string][] => [
  [`npx mlops synth --config ${config} --out ${out}`, 'writes the stacks'],
  [`terraform -chdir=${out}/stacks/${stack} apply`, 'each stack, in the order above'],
];
