import { mlops } from '../support/outside-judges';
import { page, quotedIn } from './markdown';

jest.setTimeout(60_000);

const QUOTED = quotedIn(page('docs/retraining.md'));

test('docs/retraining.md quotes the commands that it is about', () => {
  expect(QUOTED.map(({ command }) => command.split(' ')[2])).toEqual(['upgrade', 'simulate']);
});

test.each(QUOTED)('docs/retraining.md quotes what $command prints', ({ command, lines }) => {
  const { stdout } = mlops(command.split(' ').slice(2));
  const printed = stdout.split('\n').map((line) => line.trimEnd());
  expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
});
