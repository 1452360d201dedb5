import { App } from 'cdktf';
import { failureOf, Interrupted, ownFrames, UsageError } from '../../cli/failure';
import { ConfigError } from '../../config/problems';
import { ValidationError } from '../../constructs/core/errors';
import { scratchFolder } from '../support/tree';

const folder = scratchFolder();

const traced = (...frames: string[]) =>
  Object.assign(new Error('x'), { stack: ['Error: x', ...frames.map((frame) => `    at ${frame}`)].join('\n') });

test('the places of an error are those in own code, innermost first, relative to the working folder', () => {
  const error = traced(
    'Bucket.make (/home/ann/infra/node_modules/cdktf/lib/app.js:3:4)',
    'build (/home/ann/infra/my/stack.ts:12:5)',
    '/home/ann/infra/main.ts:7:1',
    'file:///home/ann/infra/dist/main.js:1:1',
    'Module._compile (node:internal/modules/cjs/loader:1521:14)',
    'other (/opt/shared/part.ts:1:2)',
  );
  expect(ownFrames(error, '/home/ann/infra')).toEqual(['my/stack.ts:12:5', 'main.ts:7:1', '/opt/shared/part.ts:1:2']);
});

test('exit codes tell bad input, interruption and failure apart', () => {
  const refused = new ValidationError(new App({ outdir: folder() }), ['too long', 'too wide']);
  expect(failureOf(new ConfigError([]))).toMatchObject({ error: 'config', exitCode: 2 });
  expect(failureOf(new UsageError('no'))).toEqual({ error: 'usage', problems: ['no'], exitCode: 2 });
  expect(failureOf(refused)).toMatchObject({ problems: ['the app: too long', 'the app: too wide'], exitCode: 2 });
  expect(failureOf(new Interrupted('SIGINT'))).toMatchObject({ error: 'interrupted', exitCode: 130 });
  expect(failureOf(new Interrupted('SIGTERM'))).toMatchObject({ error: 'interrupted', exitCode: 143 });
  expect(failureOf(new Error('odd'))).toMatchObject({ error: 'unexpected', problems: ['odd'], exitCode: 1 });
});

test('an error of the operating system says path and reason, not where in the kit', () => {
  const error = Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write', path: 'out/x' });
  expect(failureOf(error)).toEqual({
    error: 'system',
    problems: ['out/x: write failed: the disk is full'],
    exitCode: 1,
  });
});
