import { mlops } from '../support/outside-judges';
import { page, quotedIn } from './markdown';

jest.setTimeout(60_000);

describe.each([
  ['docs/retraining.md', ['simulate']],
  ['docs/levels.md', ['upgrade', 'assess']],
  ['docs/delivery.md', ['delivery']],
])('%s', (file, commands) => {
  const quoted = quotedIn(page(file));

  test('quotes the commands that it is about', () => {
    expect(quoted.map(({ command }) => command.split(' ')[2])).toEqual(commands);
  });

  test.each(quoted)('quotes what $command prints', ({ command, lines }) => {
    const { stdout } = mlops(command.split(' ').slice(2));
    const printed = stdout.split('\n').map((line) => line.trimEnd());
    expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
  });
});
