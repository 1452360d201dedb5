import pc from 'picocolors';
import { type Config } from '../../../config/schema';
import { type Estimate } from '../../../cost/estimate';
import { type Line, type RunLine, totalOf, type Where } from '../../../cost/line';
import { WORKBENCH_HOURS } from '../../../cost/idle';
import { STEP_MACHINE } from '../../../cost/runs';
import { counted } from '../counted';
import { Footnotes } from './footnotes';
import { amount, dollars, totalText } from './money';
import { tableText } from './table';

export interface CostReport {
  readonly config: Config;
  readonly estimate: Estimate;
  readonly runMinutes: number;
  readonly environment?: string;
}

/** The estimate for people. */
export function costText(report: CostReport): string {
  const { estimate, config } = report;
  const notes = new Footnotes([...estimate.idle, ...estimate.perRun]);
  const sections = [
    [`${pc.bold(config.product)}, level ${config.level}: list prices in US dollars, without taxes and discounts`],
    idleSection(estimate, notes),
    runsSection(report, notes),
    budgetSection(report),
    uncountedSection(estimate),
    [pc.bold('Prices'), ...notes.lines()],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function idleSection({ idle, idleTotal }: Estimate, notes: Footnotes): string[] {
  const known = idle.filter(({ perMonth }) => perMonth !== undefined);
  const rows = placesOf(known).flatMap(([place, lines]) => [
    ...lines.map((line, index) => [index === 0 ? place : '', ...idleCells(line, notes)]),
    ...(lines.length > 1 ? [['', 'together', '', '', '', dollars(totalOf(lines).micros)]] : []),
  ]);
  return [
    `${pc.bold('While idle')}: a month of 730 hours, workbenches on for ${WORKBENCH_HOURS} of them, each model deployed`,
    ...tableText(['where', 'what', 'quantity', 'price', '', 'a month'], rows),
    pc.bold(`  Total a month: ${totalText(idleTotal)}`),
  ];
}

const idleCells = (line: Line, notes: Footnotes): string[] => [
  line.what,
  `${amount(line.quantity!)} ${line.unit}`,
  String(line.price!.micros / 1e6),
  notes.mark(line),
  dollars(line.perMonth!),
];

function runsSection({ estimate, config, runMinutes }: CostReport, notes: Footnotes): string[] {
  const { perRun, runsTotal, mostRunsTotal } = estimate;
  if (config.level < 1) return [`${pc.bold('Runs')}: at level 0 none starts by itself`];
  const known = perRun.filter((line) => line.perRun !== undefined);
  const rows = placesOf(known).flatMap(([place, lines]) =>
    lines.map((line, index) => [index === 0 ? place : '', ...runCells(line, notes)]),
  );
  return [
    `${pc.bold('Runs')}: ${counted(runMinutes, 'minute')} each, on one ${STEP_MACHINE} or the pool of \`trainOn\`; a month of 31 days`,
    ...tableText(['where', 'what', 'price', '', 'a run', 'runs', 'a month', 'most runs', 'at most'], rows),
    pc.bold(
      `  Total a month: ${totalText(runsTotal)} by the clock; ${totalText(mostRunsTotal)} with all runs that \`retrain\` lets pass`,
    ),
  ];
}

const runCells = (line: RunLine, notes: Footnotes): string[] => [
  line.what,
  String(line.price!.micros / 1e6),
  notes.mark(line),
  dollars(line.perRun!),
  String(line.runs),
  dollars(line.perMonth!),
  String(line.mostRuns),
  dollars(line.mostPerMonth!),
];

function budgetSection({ config: { budget, environments }, estimate, environment }: CostReport): string[] {
  if (!budget) return [`${pc.bold('Budget')}: none is configured`];
  const other = budget.currency === 'USD' ? '' : `; prices are in USD and not converted to ${budget.currency}`;
  const names = environment === undefined ? Object.keys(environments) : [environment];
  const rows = names.map((name) => {
    const here = <L extends Line>(lines: readonly L[]) => lines.filter(({ where }) => where.environment === name);
    const micros = totalOf(here(estimate.idle)).micros + totalOf(here(estimate.perRun)).micros;
    return `  ${name}: at least ${dollars(micros)} USD, idle and runs by the clock`;
  });
  return [`${pc.bold('Budget')}: ${budget.monthly} ${budget.currency} a month and environment${other}`, ...rows];
}

/** By reason: most things share one. */
function uncountedSection({ uncounted }: Estimate): string[] {
  if (uncounted.length === 0) return [`${pc.bold('Not counted')}: nothing`];
  const reasons = [...new Set(uncounted.map(({ why }) => why))];
  return [
    pc.bold('Not counted'),
    ...reasons.flatMap((reason) => [
      `  ${reason}`,
      ...uncounted
        .filter(({ why }) => why === reason)
        .map(({ what, environments }) => `    ${what} ${pc.dim(`(${environments.join(', ')})`)}`),
    ]),
  ];
}

/** Lines by whom they are billed for, in the order of the file, models after their environment. */
function placesOf<L extends Line>(lines: readonly L[]): [string, L[]][] {
  const groups = new Map<string, L[]>();
  for (const line of lines) groups.set(placeOf(line.where), [...(groups.get(placeOf(line.where)) ?? []), line]);
  return [...groups];
}

const placeOf = ({ environment, model }: Where): string =>
  model === undefined ? environment : `${environment}/${model}`;
