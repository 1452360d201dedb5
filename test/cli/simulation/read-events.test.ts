import { parseEvents, readEvents } from '../../../cli/simulation/read-events';
import { EventsError } from '../../../cli/simulation/events-error';

const read = (text: string) => parseEvents('a.yaml', text, ['churn', 'demand']);

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(EventsError);
    return (error as Error).message.split('\n').slice(0, -1).join('\n');
  }
  throw new Error('it was to be refused');
}

const AT = 'at: 2026-03-02T05:10:00Z';
const FORM =
  'allowed: a list of events, such as - { at: 2026-03-02T05:10:00Z, kind: new-data, object: incoming/orders/1.csv }';
const TIME = 'allowed: a time with its offset, such as 2026-03-02T05:10:00Z or 2026-03-02T06:10:00+01:00';

test('events come in the order of time, each with its line', () => {
  const events = read(`
- { at: 2026-03-02T06:00:00+02:00, kind: alert, model: churn }
- { at: 2026-03-02T03:59:00Z, kind: new-data, object: incoming/orders/1.csv }
- at: 2026-03-02T04:00:00.000Z
  kind: request
  model: demand
`);
  expect(events.map(({ event, line, time }) => [event.kind, line, new Date(time).toISOString()])).toEqual([
    ['new-data', 3, '2026-03-02T03:59:00.000Z'],
    ['alert', 2, '2026-03-02T04:00:00.000Z'],
    ['request', 4, '2026-03-02T04:00:00.000Z'],
  ]);
});

test('JSON is read too', () => {
  const [only] = read(
    '[\n{"at": "2026-03-02T05:10:00Z", "kind": "table-update", "table": "raw.orders", "id": "job-1"}]',
  );
  expect(only).toMatchObject({ line: 2, event: { kind: 'table-update', table: 'raw.orders', id: 'job-1' } });
});

test.each<[string, string, string]>([
  ['no list', 'at: 1\n', `a.yaml:1:1: there are no events\n    ${FORM}`],
  ['an empty list', '[]\n', `a.yaml:1:1: there are no events\n    ${FORM}`],
  ['an empty file', '', `a.yaml:1:1: the file is empty\n    ${FORM}`],
  [
    'text that is no YAML',
    '- { at: 1\n',
    `a.yaml:2:1: Flow map in block collection must be sufficiently indented and end with a }\n    ${FORM}`,
  ],
  [
    'an entry that is no mapping',
    '- now\n',
    'a.yaml:1:3  [0]: given "now"\n    allowed: a mapping with at, kind and what the kind needs',
  ],
  ['no kind', `- { ${AT} }\n`, 'a.yaml:1:3  [0].kind: missing\n    allowed: new-data, table-update, alert, request'],
  [
    'a kind that there is not',
    `\n- { ${AT}, kind: allert, model: churn }\n`,
    'a.yaml:2:37  [0].kind: given "allert"\n    allowed: new-data, table-update, alert, request; fix: write "alert"',
  ],
  ['no time', '- { kind: alert, model: churn }\n', `a.yaml:1:3  [0].at: missing\n    ${TIME}`],
  [
    'a time without an offset',
    '- { at: 2026-03-02T05:10:00, kind: alert, model: churn }\n',
    `a.yaml:1:9  [0].at: given "2026-03-02T05:10:00"\n    ${TIME}`,
  ],
  [
    'a day that there is not',
    '- { at: 2026-02-30T05:10:00Z, kind: alert, model: churn }\n',
    `a.yaml:1:9  [0].at: given "2026-02-30T05:10:00Z"\n    ${TIME}`,
  ],
  [
    'a mistyped key',
    `- { ${AT}, kind: new-data, objekt: incoming/1.csv }\n`,
    'a.yaml:1:47  [0].objekt: unknown key\n    allowed: at, id, kind, object; fix: write "object"',
  ],
  [
    'an object elsewhere',
    `- { ${AT}, kind: new-data, object: orders/1.csv }\n`,
    'a.yaml:1:55  [0].object: given "orders/1.csv"\n    allowed: the name of an object below incoming/, such as incoming/orders/1.csv',
  ],
  [
    'a table of another dataset',
    `- { ${AT}, kind: table-update, table: predictions.x }\n`,
    'a.yaml:1:58  [0].table: given "predictions.x"\n    allowed: a table of the dataset raw or features, such as raw.orders',
  ],
  [
    'a model that there is not',
    `- { ${AT}, kind: alert, model: chrn }\n`,
    'a.yaml:1:51  [0].model: there is no such model; given "chrn"\n    allowed: churn, demand; fix: write "churn"',
  ],
  [
    'a purpose that there is not',
    `- { ${AT}, kind: request, model: churn, purpose: testing }\n`,
    'a.yaml:1:69  [0].purpose: given "testing"\n    allowed: training, monitoring, promotion',
  ],
])('%s is refused with line, column and what is allowed', (_, text, message) => {
  expect(refusal(text)).toBe(message);
});

test('all mistakes are told at once, in the order of the file', () => {
  const lines = refusal(`- { ${AT}, kind: alert, model: nobody }\n- { kind: alert, model: churn }\n- 7\n`);
  expect(lines.match(/^a\.yaml:\d+/gm)).toEqual(['a.yaml:1', 'a.yaml:2', 'a.yaml:3']);
});

test('of very many mistakes the first are told, and how many there are', () => {
  const lines = refusal('- 7\n'.repeat(500));
  expect(lines.match(/^a\.yaml:\d+/gm)).toHaveLength(20);
  expect(lines).toContain('and 480 more problems');
});

test('a file that is not there is refused', () => {
  expect(() => readEvents('nowhere.yaml', [])).toThrow('nowhere.yaml: there is no such file');
});
