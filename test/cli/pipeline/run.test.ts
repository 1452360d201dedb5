import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mlops } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'run-'));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('a wrong call is one message and exit code 2, before any environment is made', () => {
  test.each([
    [['flights'], /say where: --local runs it on this machine, --cloud asks an environment for it/],
    [['flights', '--local', '--cloud'], /choose --local or --cloud, not both/],
    [['flights', '--local', '--ignore-cooldown'], /--ignore-cooldown goes with --cloud only/],
    [['flights', '--cloud', '--open'], /--open goes with --local only/],
    [
      ['fligths', '--local'],
      /there is no pipeline "fligths" \(did you mean "flights"\?\): choose one of flights, warehouse/,
    ],
    [['nothing-alike', '--local'], /there is no pipeline "nothing-alike": choose one of flights, warehouse/],
    [['missing.yaml', '--local'], /there is no file missing\.yaml/],
    [
      ['flights', '--local', '--param', 'monht=7'],
      /no parameter "monht" \(did you mean "month"\?\): it takes columns, month/,
    ],
    [['flights', '--local', '--param', 'month=x'], /"month" of flights takes a whole number, given: "x"/],
    [['warehouse', '--local'], /warehouse runs on Google Cloud only: step query is the container bigquery:1/],
    [['flights', '--local', '--params', 'none.yaml'], /--params none\.yaml: there is no such file/],
  ])('mlops run %j', async (args, message) => {
    const { out, err, code } = await mlops('run', ...args);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ {4}at /);
    expect({ out, code }).toEqual({ out: '', code: 2 });
  });

  test('a parameter file that is no mapping', async () => {
    const { err, code } = await mlops('run', 'flights', '--local', '--params', file('list.yaml', '- 7\n'));
    expect(err).toMatch(/list\.yaml: write parameters as "name: value" lines, given: \[7\]/);
    expect(code).toBe(2);
  });

  test('a parameter file that is not YAML', async () => {
    const { err } = await mlops('run', 'flights', '--local', '--params', file('broken.yaml', 'month: [7\n'));
    expect(err).toMatch(/broken\.yaml: .*line 2/);
  });

  test('a file that is no compiled pipeline', async () => {
    const { err } = await mlops('run', file('other.yaml', 'steps: []\n'), '--local');
    expect(err).toMatch(/other\.yaml is not a compiled KFP pipeline/);
  });
});

test('help shows examples, where a run is kept and the exit codes', async () => {
  const { out } = await mlops('run', '--help');
  expect(out).toMatch(/Examples:[^]*--param month=7[^]*\.mlops\/runs\/[^]*Exit code: 0 succeeded/);
});

test('with --json a mistake is JSON too', async () => {
  const { err } = await mlops('run', 'flights', '--local', '--json', '--param', 'month=x', '--param', 'nope=1');
  expect(JSON.parse(err)).toEqual({
    error: 'pipeline',
    problems: [expect.stringContaining('"month" of flights takes'), expect.stringContaining('no parameter "nope"')],
  });
});

test('month-by-month takes no parameters', async () => {
  const { err, code } = await mlops('run', 'month-by-month', '--local', '--param', 'month=7');
  expect(err).toMatch(/month-by-month takes no parameters: it always replays April to December/);
  expect(code).toBe(2);
});
