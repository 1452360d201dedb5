/** Reads a config file to text, whatever it turns out to be: one clear error, never a surprise further on. */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../nearest';
import { ConfigError, type Problem } from '../problems';
import { placeOf } from './place';

/** A real config of a thousand models has about a quarter of this. */
export const MAX_BYTES = 1024 * 1024;

// Everything YAML refuses outside of quotes: C0 and C1 controls but tab, line feed, carriage return and next line.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]/;

/** @throws ConfigError when the file can not be read, is too large or is not plain UTF-8 text. */
export function readConfigText(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > MAX_BYTES) {
    fail(file, {
      message: 'the file is too large',
      allowed: 'at most 1 MiB',
      fix: 'name the config file, not its data',
    });
  }
  if (/^(\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2))) {
    fail(file, { ...start, message: 'the text is UTF-16', allowed: 'UTF-8', fix: 'save the file as UTF-8' });
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!isUtf8(bytes)) {
    fail(file, { ...placeOf(text, text.indexOf('\uFFFD')), ...notText });
  }
  const control = CONTROL_CHARACTER.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const fix = 'remove it, or write it as an escape in double quotes';
    fail(file, { ...placeOf(text, control.index), message: `a control character (U+${code})`, allowed: 'text', fix });
  }
  return text;
}

const start = { line: 1, column: 1 };
const notText = { message: 'bytes that are not UTF-8', allowed: 'UTF-8 text', fix: 'save the file as UTF-8' };

function fail(file: string, detail: Omit<Problem, 'file' | 'path'>): never {
  throw new ConfigError([{ file, path: '', ...detail }]);
}

/** Reads one byte more than allowed at most, so that an endless file (a device) is refused like a large one. */
function readBytes(file: string): Buffer {
  const buffer = Buffer.alloc(MAX_BYTES + 1);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    let length = 0;
    let count: number;
    do {
      count = readSync(descriptor, buffer, length, buffer.length - length, null);
      length += count;
    } while (count > 0 && length < buffer.length);
    return buffer.subarray(0, length);
  } catch (error) {
    return fail(file, unreadable(file, (error as NodeJS.ErrnoException).code ?? 'unknown error'));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function unreadable(file: string, code: string): Omit<Problem, 'file' | 'path'> {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { message: 'there is no such file', fix: `name a config file that exists${likeNamed(file)}` };
    case 'EISDIR':
      return { message: 'this is a directory', fix: `name a file in it, such as ${join(file, 'mlops.yaml')}` };
    case 'EACCES':
    case 'EPERM':
      return { message: 'you have no permission to read it', fix: 'make it readable (chmod u+r)' };
    default:
      return { message: `it can not be read (${code})`, fix: 'name a readable YAML file' };
  }
}

function likeNamed(file: string): string {
  try {
    const others = readdirSync(dirname(file)).filter((name) => /\.ya?ml$/.test(name));
    const alike = nearest(basename(file), others.sort());
    return alike === undefined ? '' : `, such as ${join(dirname(file), alike)}`;
  } catch {
    return '';
  }
}
