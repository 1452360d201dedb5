import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** The hash that content_hash.py records: of a file's bytes, or of the sorted names and hashes of a folder's files. */
export function contentHash(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return sha256(readFileSync(path));
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  const lines = files.map((file) => `${relative(path, file)} ${sha256(readFileSync(file))}`);
  return sha256(lines.sort().join('\n'));
}
