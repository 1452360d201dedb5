import { compile, containerComponent, pipeline, PipelineError, type PipelineSpec } from '../../../pipelines/ir';
import { say } from './components';

const program = pipeline('options', {}, (p) => void p.task('a', say, { text: 'x' }));
const image = `europe-docker.pkg.dev/p/r/components@sha256:${'0'.repeat(64)}`;

function containerOf(spec: PipelineSpec) {
  const { executors } = spec.deploymentSpec as unknown as {
    executors: Record<string, { container: { image: string; command: string[] } }>;
  };
  return executors['exec-say']!.container;
}

test('without options a stock image runs the embedded source, as the local runner needs it', () => {
  const { image: stock, command } = containerOf(compile(program));
  expect(stock).toBe('python:3.11');
  expect(command.slice(0, 2)).toEqual(['sh', '-ec']);
  expect(command.at(-1)).toBe('def say(): pass\n');
});

test('an image by digest runs every Python component', () => {
  expect(containerOf(compile(program, { image, target: 'cloud' })).image).toBe(image);
});

test('packages are installed by pip before the source runs, KFP first', () => {
  const { command } = containerOf(compile(program, { pipInstall: ['pandas==3.1.1'], target: 'cloud' }));
  expect(command.slice(0, 3)).toEqual([
    'sh',
    '-c',
    `python3 -m pip install --quiet --no-warn-script-location 'kfp==2.17.0' 'pandas==3.1.1' && "$0" "$@"\n`,
  ]);
  expect(command.slice(3, 5)).toEqual(['sh', '-ec']);
});

test('for the cloud, Python components without image and packages are refused, with what is needed', () => {
  expect(() => compile(program, { target: 'cloud' })).toThrow(
    new PipelineError({
      pipeline: 'options',
      problem: 'its Python components need KFP and their packages, which a stock Python image lacks',
      fix: 'give the component image by digest, or let each task install its packages by pip',
    }),
  );
});

test('for the cloud, a pipeline of containers alone needs neither', () => {
  const containers = pipeline(
    'containers',
    {},
    (p) => void p.task('a', containerComponent({ name: 'c', image: 'alpine' }), {}),
  );
  expect(() => compile(containers, { target: 'cloud' })).not.toThrow();
});

test.each(['python:3.11', 'repo/components:latest', 'repo/components@sha256:123', ''])(
  'the image %p is refused',
  (tag) => {
    expect(() => compile(program, { image: tag })).toThrow(`the image "${tag}" may change under its name`);
  },
);

test('a package without an exact version is refused', () => {
  expect(() => compile(program, { pipInstall: ['pandas'] })).toThrow(
    '"pandas" has no exact version; pin it: name==version',
  );
});
