import { mlops } from './harness';

test('each pipeline is listed with its inputs, their types and defaults', async () => {
  expect((await mlops('pipelines')).out).toMatchInlineSnapshot(`
    "flights
      Counts flights.
        columns  a JSON list = []
        month    a whole number = 3  month to count

    warehouse (Google Cloud only)
        project  text, required

    month-by-month
      Replays April to December with model-monitoring and tabular-training: mlops run month-by-month --local
    "
  `);
});

test('--json holds the same', async () => {
  const listed = JSON.parse((await mlops('pipelines', '--json')).out) as { name: string; runsLocally: boolean }[];
  expect(listed).toMatchObject([
    {
      name: 'flights',
      runsLocally: true,
      inputs: [{ name: 'columns' }, { name: 'month', type: 'NUMBER_INTEGER', default: 3 }],
    },
    { name: 'warehouse', runsLocally: false, inputs: [{ name: 'project', required: true }] },
  ]);
});
