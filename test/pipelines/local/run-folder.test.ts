import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { newRunFolder } from '../../../pipelines/local/run-folder';

const runs = (): string => mkdtempSync(join(tmpdir(), 'runs-'));

test('runs are numbered per pipeline', () => {
  const folder = runs();
  const names = ['flights', 'flights', 'flights-monitor', 'flights'].map((name) =>
    basename(newRunFolder(folder, name)),
  );
  expect(names).toEqual(['flights-0001', 'flights-0002', 'flights-monitor-0001', 'flights-0003']);
});

test('a number is not used again after an earlier run was removed', () => {
  const folder = runs();
  mkdirSync(join(folder, 'flights-0007'));
  expect(basename(newRunFolder(folder, 'flights'))).toBe('flights-0008');
});
