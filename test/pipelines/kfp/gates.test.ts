import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { referencePipelines } from '../../../pipelines/kfp';

interface Task {
  readonly dependentTasks?: readonly string[];
  readonly retryPolicy?: { readonly maxRetryCount: number };
  readonly cachingOptions?: { readonly enableCache?: boolean };
  readonly inputs?: { readonly artifacts?: Record<string, { taskOutputArtifact?: { producerTask: string } }> };
}
interface Spec {
  readonly components: Readonly<Record<string, { readonly dag?: { readonly tasks: Readonly<Record<string, Task>> } }>>;
}

const tasksOf = (name: string, component: string): Readonly<Record<string, Task>> => {
  const text = readFileSync(join(__dirname, '../../../pipelines/kfp', name, 'pipeline.yaml'), 'utf8');
  return (parse(text) as Spec).components[component]!.dag!.tasks;
};

describe('tabular-training', () => {
  const tasks = tasksOf('tabular-training', 'comp-before-notify');

  test('learns nothing before the data has passed its gate', () => {
    expect(tasks['split']!.dependentTasks).toContain('validate');
    const readers = Object.entries(tasks).filter(([, task]) =>
      Object.values(task.inputs?.artifacts ?? {}).some((each) => each.taskOutputArtifact?.producerTask === 'ingest'),
    );
    expect(readers.map(([name]) => name).sort()).toEqual(['split', 'validate']);
  });

  test('holds the data against what the champion was trained on', () => {
    expect(tasks['validate']!.inputs?.artifacts).toMatchObject({
      champion: { taskOutputArtifact: { producerTask: 'find-champion' } },
    });
  });

  test('registers behind the model gate alone', () => {
    expect(Object.keys(tasks)).not.toContain('register');
    expect(Object.keys(tasksOf('tabular-training', 'comp-challenger-wins'))).toContain('register');
  });
});

describe('promotion', () => {
  test('a roll-out that crashed is started again, and so is what finishes an earlier one', () => {
    const retry = { maxRetryCount: 3 };
    expect(tasksOf('promotion', 'comp-switched-on-if')['finish-earlier']!.retryPolicy).toMatchObject(retry);
    expect(tasksOf('promotion', 'comp-challenger-wins-if')['roll-out']!.retryPolicy).toMatchObject(retry);
  });

  test('looks for candidates when what an earlier run left is finished', () => {
    expect(tasksOf('promotion', 'comp-switched-on-if')['find-candidates']!.dependentTasks).toContain('finish-earlier');
  });

  test('measures both on the same rows', () => {
    const tasks = tasksOf('promotion', 'comp-both-found-if');
    for (const name of ['evaluate-champion', 'evaluate-challenger'])
      expect(tasks[name]!.inputs?.artifacts).toMatchObject({
        dataset: { taskOutputArtifact: { producerTask: 'ingest' } },
      });
  });
});

test('what reads the outside or writes to it is never answered from an earlier run', () => {
  const tasks = tasksOf('model-monitoring', 'comp-before-notify');
  for (const name of ['find-champion', 'ingest-baseline', 'read-served', 'publish'])
    expect(tasks[name]!.cachingOptions).not.toMatchObject({ enableCache: true });
});

test.each(['tabular-training', 'hyperparameter-tuning', 'bigquery-ml'])(
  '%s can learn from a share of its rows, and learns from all by default',
  (name) => {
    expect(referencePipelines[name]!.pipeline.inputs['sampling']).toMatchObject({ type: 'NUMBER_DOUBLE', default: 1 });
  },
);

test.each(['tabular-training', 'hyperparameter-tuning', 'promotion', 'model-monitoring'])(
  '%s has the names of the data as inputs: what is predicted, which value counts, where the months are',
  (name) => {
    const { inputs } = referencePipelines[name]!.pipeline;
    expect(Object.keys(inputs)).toEqual(
      expect.arrayContaining([
        'source',
        'row_filter',
        'label',
        'positive_label',
        'month',
        'month_column',
        'slice_columns',
      ]),
    );
  },
);
