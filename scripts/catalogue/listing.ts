/** A list of machine types by region: lines of `NAME;...;ZONE`, where the last column holds a region. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Machine type to the regions that have it. */
export type Listing = ReadonlyMap<string, ReadonlySet<string>>;

/** A mistake of the person who called, without a stack trace. */
export class UsageError extends Error {}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError(`${file}: there is no such file`);
  }
  if (!file.endsWith('.gz')) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    throw new UsageError(`${file}: is not compressed with gzip`);
  }
}

/** @throws UsageError Where the file or a line of it is not of that form. */
export function readListing(file: string): Listing {
  const [head = '', ...lines] = textOf(file).trim().split(/\r?\n/);
  const columns = head.split(';');
  const name = columns.indexOf('NAME');
  const zone = columns.indexOf('ZONE');
  if (name < 0 || zone < 0)
    throw new UsageError(`${file}:1: needs the columns NAME and ZONE, separated by ";"; it has ${columns.join(', ')}`);
  const listing = new Map<string, Set<string>>();
  for (const [index, line] of lines.entries()) {
    const cells = line.split(';');
    const machineType = cells[name];
    const region = cells[zone];
    if (!machineType || !region)
      throw new UsageError(`${file}:${index + 2}: has no machine type or no region: ${line}`);
    listing.set(machineType, (listing.get(machineType) ?? new Set()).add(region));
  }
  return listing;
}
