import { ContinuousTraining } from '../../constructs/patterns/continuous-training';
import { type Routes } from '../../runs/routes';
import { type Settings } from '../settings';

/** Which models are trained on the arrival of which data in an environment. */
export function routesOf({ config, environment }: Settings): Routes {
  const { naming, project } = environment;
  const bucket = naming.name('bucket', 'data');
  const objects = modelsBy(config.models, ({ retrain }) => retrain.onNewData.objects);
  const tables = modelsBy(config.models, ({ retrain }) => retrain.onNewData.tables);
  return {
    version: 1,
    objects: objects.map(([prefix, models]) => ({ bucket, prefix: `${ContinuousTraining.INCOMING}${prefix}`, models })),
    tables: tables.map(([table, models]) => ({ table: fullTable(project, naming, table), models })),
  };
}

function fullTable(project: string, naming: Settings['environment']['naming'], table: string): string {
  const [purpose, name] = table.split('.') as [string, string];
  return `${project}.${naming.name('dataset', purpose)}.${name}`;
}

/** Places with the models that they concern, both in a fixed order. */
function modelsBy(
  models: Settings['config']['models'],
  placesOf: (model: Settings['config']['models'][string]) => readonly string[],
): [string, string[]][] {
  const found = new Map<string, Set<string>>();
  for (const [key, model] of Object.entries(models))
    for (const place of placesOf(model)) found.set(place, (found.get(place) ?? new Set()).add(key));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, keys]) => [place, [...keys].sort()]);
}
