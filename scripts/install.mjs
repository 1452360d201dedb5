// Installs the npm packages of the lockfile when they are not there yet, or not these.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.mlops-kit-lock');

export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing npm packages (once; about a minute) ...');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.error) {
    console.error(`error: npm could not be started (${npm.error.code}). It comes with Node: see https://nodejs.org`);
    process.exit(1);
  }
  if (npm.status !== 0) {
    console.error(
      'npm ci failed; its message is above. Check the connection to your package registry and run this again.',
    );
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
