import { join } from 'node:path';
import { type Inventory } from '../../stacks/inventory';
import { type SynthOptions } from '../options';

/** What cdktf.json names: for these, the cdktf command does the rest. */
const OF_CDKTF = { config: 'mlops.yaml', out: 'cdktf.out' };

/** The commands that go on from here, for the configuration and folder at hand. */
export function nextSteps({ stacks }: Inventory, { config, level, out }: SynthOptions): string {
  const names = stacks.map((stack) => stack.name);
  const isDefault = config === OF_CDKTF.config && out === OF_CDKTF.out && level === undefined;
  const steps = isDefault ? cdktfSteps(names) : terraformSteps(names, { config, out });
  const width = Math.max(...steps.map(([command]) => command.length));
  return ['Next:', ...steps.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`)].join('\n');
}

const cdktfSteps = (stacks: readonly string[]): [string, string][] => [
  ['edit mlops.yaml', 'your projects and people; docs/config.md explains every key'],
  ['npx mlops list', 'every resource and its capability'],
  [`npx cdktf diff ${stacks[0]}`, 'what a deployment of a stack would do (with Terraform and Google credentials)'],
  ["npx cdktf deploy '*'", 'deploys all stacks in order; read README, "Deploy for real" first'],
];

function terraformSteps(stacks: readonly string[], { config, out }: Pick<SynthOptions, 'config' | 'out'>) {
  const folder = join(out, 'stacks', stacks[0]!);
  const rest = stacks.length > 1 ? `; then ${stacks.slice(1).join(', ')}` : '';
  const steps: [string, string][] = [
    [`npx mlops list --config ${config}`, 'every resource and its capability'],
    [`terraform -chdir=${folder} init`, 'once per stack'],
    [
      `terraform -chdir=${folder} apply`,
      `deploys the stack${rest.length > 60 ? '; then the others in the order above' : rest}`,
    ],
  ];
  return steps;
}
