import { publishedIn, releaseRecord } from '../../../delivery/release/record';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const [DEV, PROD] = ['dev', 'prod'].map((name) => `https://europe-west4-kfp.pkg.dev/p/${name}`) as [string, string];
const line = (pipeline: string, repository: string, letter: string) =>
  `${pipeline}\t${repository}\t${digest(letter)}\n`;
const release = { tag: 'v1.2', commit: 'abc' };

test('records each pipeline once, with the digest that it has everywhere', () => {
  const text = [
    line('watching', PROD, 'b'),
    line('training', DEV, 'a'),
    line('training', PROD, 'a'),
    line('watching', DEV, 'b'),
  ];
  expect(releaseRecord(release, publishedIn(text.join('')))).toEqual({
    version: 1,
    ...release,
    pipelines: { training: digest('a'), watching: digest('b') },
    repositories: [DEV, PROD],
  });
});

test('refuses a pipeline that differs between environments, or lacks in one, all at once', () => {
  const text = line('training', DEV, 'a') + line('training', PROD, 'b') + line('watching', DEV, 'c');
  expect(() => releaseRecord(release, publishedIn(text))).toThrow(
    `training is not the same in every environment: ${digest('a')} in ${DEV}, ${digest('b')} in ${PROD}\n` +
      `watching is not the same in every environment: ${digest('c')} in ${DEV}, absent in ${PROD}`,
  );
});

test('refuses a release of nothing', () => {
  expect(() => releaseRecord(release, publishedIn(''))).toThrow('nothing was published');
});

test.each([
  'training',
  `training\t${DEV}\tlatest`,
  `training\t${DEV}\t${digest('a')}\tmore`,
  `\t${DEV}\t${digest('a')}`,
])('refuses the line %j', (text) => {
  expect(() => publishedIn(text)).toThrow('is no line of pipeline, repository and sha256:DIGEST');
});
