import { execFileSync } from 'node:child_process';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../outside-judges';

/** Their entries are linked, not they themselves: what a build adds or deletes there stays in the copy. */
const LINKED_INSIDE = ['node_modules', 'node_modules/.bin', '.tools'];
const LINKED = ['.venv'];

/**
 * A copy of the repository as its files are now, a commit of its own, with the packages of Node and Python linked.
 * The caller removes it.
 */
export function copyOfRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  const files = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0').filter(Boolean);
  for (const file of files.filter((each) => existsSync(join(root, each)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file), constants.COPYFILE_FICLONE);
  }
  commit(folder);
  for (const each of LINKED_INSIDE) linkInside(each, folder);
  for (const each of LINKED) link(each, folder);
  return folder;
}

function linkInside(path: string, folder: string): void {
  if (!existsSync(join(root, path))) return;
  mkdirSync(join(folder, path), { recursive: true });
  const own = readdirSync(join(root, path)).filter((name) => !LINKED_INSIDE.includes(`${path}/${name}`));
  for (const name of own) link(`${path}/${name}`, folder);
}

function link(path: string, folder: string): void {
  if (existsSync(join(root, path))) symlinkSync(join(root, path), join(folder, path));
}

/** Cloud Build fetches one commit, without history. */
function commit(folder: string): void {
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(folder, '.git/info/exclude'), LINKED.map((each) => `/${each}\n`).join(''));
  git(folder, 'add', '--all');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  git(folder, ...identity, 'commit', '--quiet', '--no-verify', '--message', 'the repository as it is');
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
