import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, integer, pipeline, pythonComponent, string, toYaml } from '../../pipelines/ir';

const count = pythonComponent(
  {
    name: 'count',
    functionName: 'count',
    inputs: { month: { kind: 'parameter', type: 'NUMBER_INTEGER' }, place: { kind: 'parameter', type: 'STRING' } },
    outputs: {},
  },
  'def count(month: int, place: str):\n    print(month, place)\n',
);

/** A pipeline of one step. */
const counting = (name: string): string =>
  toYaml(
    compile(
      pipeline(name, { inputs: { month: integer({ default: 3 }), place: string() } }, (p) => {
        p.task('count', count, { month: p.inputs.month, place: p.inputs.place });
      }),
      { pipInstall: ['counting==1.0'] },
    ),
  );

const CONFIG = `
product: shop
level: 1
region: europe-west4
environments: { dev: { project: shop-project-dev, stage: experimentation } }
state: { local: true }
pipelines: { parameters: { place: here } }
models:
  churn:
    pipeline: counting.yaml
    retrain:
      onNewData: { objects: [orders/], tables: [raw.orders] }
      onDegradation: true
      cooldownHours: 2
      maxRunsPerDay: 3
    monitoring: { pipeline: watching.yaml, schedule: '30 6 * * *' }
  demand:
    pipeline: counting.yaml
    retrain: { schedule: '0 4 * * *', timeZone: Europe/Amsterdam }
`;

/** Writes a configuration with two models and their small pipelines. Returns the path of the file. */
export function writeRunsConfig(folder: string, change: (yaml: string) => string = (yaml) => yaml): string {
  for (const name of ['counting', 'watching']) writeFileSync(join(folder, `${name}.yaml`), counting(name));
  const file = join(folder, 'mlops.yaml');
  writeFileSync(file, change(CONFIG));
  return file;
}
