import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type MoveOfConfig } from '../../../stacks/level-move/move-of-config';
import { type PlanOfStack } from '../../../stacks/level-move/plan-of-terraform';
import { EXIT } from '../../failure';
import { runJob } from '../../job/run-job';
import { type UpgradeOptions } from '../../options';
import { planStack } from '../../terraform/plan-stack';
import { showElapsed } from '../../views/elapsed';
import { verdictOf } from '../../views/upgrade/verdict';
import { upgradeJson, upgradeText } from '../../views/upgrade/report';
import { configOption, jsonOption, parseLevel } from './options';

const EXAMPLES = `
Compares what is written for both levels, resource by resource, and looks up what the providers cannot change in place.
Nothing is written or deployed. --plan also lets Terraform plan each stack on its own state, which it only reads; it
needs what "terraform plan" needs. Going down, what the higher level made is let go of: it stays, unmanaged; with
"whenLowered: destroy" in the file only what holds data does. Exit code: 0 nothing would be replaced or destroyed (going
down: nothing that holds data), 1 something would.

Examples:
  $ mlops upgrade --to 1
  $ mlops upgrade --to 1 --verbose --config examples/churn/mlops.yaml
  $ mlops upgrade --to 1 --from 0 --plan        the file says level 1 already, level 0 is deployed
  $ mlops upgrade --to 0                        what stops being managed, and what goes on by itself
  $ mlops upgrade --to 1 --json | jq .losses`;

export function registerUpgrade(program: Command): void {
  program
    .command('upgrade')
    .description('what raising or lowering the level does; refuses when something would be replaced or destroyed')
    .addOption(new Option('-t, --to <n>', 'the level to go to').argParser(parseLevel).makeOptionMandatory())
    .addOption(new Option('--from <n>', 'the level that is there (default: the one of the file)').argParser(parseLevel))
    .addOption(configOption())
    .option('--plan', 'also let Terraform plan on the state of each stack')
    .option('-o, --out <folder>', 'folder that the stacks were deployed from, for --plan', 'cdktf.out')
    .option('--verbose', 'print every address')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(upgrade);
}

async function upgrade(options: UpgradeOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-upgrade-'));
  try {
    const move = JSON.parse(await runJob('upgrade', { ...options, folder })) as MoveOfConfig;
    const plans = options.plan ? await plansOf(move, folder, options.out) : undefined;
    const verdict = verdictOf(move, plans);
    process.stdout.write(options.json ? upgradeJson(verdict, options) : upgradeText(verdict, options));
    if (!verdict.safe) process.exitCode = EXIT.unexpected;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function plansOf({ stacks }: MoveOfConfig, scratch: string, out: string): Promise<PlanOfStack[]> {
  const plans: PlanOfStack[] = [];
  const there = stacks.filter(({ presence }) => presence !== 'gone');
  for (const { name, presence } of there) {
    const elapsed = showElapsed(`Terraform plans ${name} (${plans.length + 1} of ${there.length})`);
    const source = join(scratch, 'to', 'stacks', name);
    try {
      plans.push(await planStack({ name, source, out, scratch, isNew: presence === 'new' }));
    } finally {
      elapsed.end();
    }
  }
  return plans;
}
