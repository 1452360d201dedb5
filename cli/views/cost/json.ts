import { type Line, type RunLine, sourcesOf, type Total } from '../../../cost/line';
import { SOURCES } from '../../../cost/prices';
import { type CostReport } from './report';

/** The estimate for programs; amounts in millionths of a US dollar. */
export function costJson({ config, estimate, runMinutes }: CostReport): string {
  const { idle, perRun, uncounted, idleTotal, runsTotal, mostRunsTotal } = estimate;
  const report = {
    product: config.product,
    level: config.level,
    currency: 'USD',
    unit: 'micros',
    runMinutes,
    idle: { lines: idle.map(lineJson), total: totalJson(idleTotal) },
    runs: {
      lines: perRun.map(runJson),
      total: totalJson(runsTotal),
      atMost: totalJson(mostRunsTotal),
    },
    budget: config.budget && { monthly: config.budget.monthly, currency: config.budget.currency },
    notCounted: uncounted,
    sources: Object.fromEntries(sourcesOf([...idle, ...perRun]).map((key) => [key, SOURCES[key]])),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const lineJson = ({ what, where, quantity, unit, price, perMonth, unknown }: Line) => ({
  what,
  where,
  quantity,
  unit,
  price: price && { id: price.id, micros: price.micros, source: price.source },
  perMonth,
  unknown,
});

const runJson = (line: RunLine) => ({
  ...lineJson(line),
  perRun: line.perRun,
  runs: line.runs,
  mostRuns: line.mostRuns,
  mostPerMonth: line.mostPerMonth,
});

const totalJson = ({ micros, atLeast }: Total) => ({ micros, atLeast });
