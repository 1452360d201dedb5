import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { MAX_BYTES } from '../../config/reading/read-file';
import { plus } from './malformed/minimal';
import { errorOf } from './support';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'config-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Everything that is said about a file with this content, with the folder left out. */
function said(content: string | Buffer, name = 'mlops.yaml'): string[] {
  writeFileSync(join(folder, name), content);
  return saidAbout(name);
}

function saidAbout(name: string): string[] {
  return errorOf(() => loadConfig(join(folder, name)))
    .message.replaceAll(`${folder}/`, '')
    .split('\n');
}

const closing = (file = 'mlops.yaml') => `1 problem in ${file}; nothing was written`;

describe('a file that can not be read', () => {
  test('and does not exist names the one that was probably meant', () => {
    writeFileSync(join(folder, 'platform.yaml'), '');
    const error = [
      'platform.yml: there is no such file',
      '    fix: name a config file that exists, such as platform.yaml',
    ];
    expect(saidAbout('platform.yml')).toEqual([...error, closing('platform.yml')]);
  });

  test('and is in a folder that does not exist', () => {
    const error = ['nowhere/a.yaml: there is no such file', '    fix: name a config file that exists'];
    expect(saidAbout('nowhere/a.yaml')).toEqual([...error, closing('nowhere/a.yaml')]);
  });

  test('and is a directory', () => {
    mkdirSync(join(folder, 'some'));
    const error = ['some: this is a directory', '    fix: name a file in it, such as some/mlops.yaml'];
    expect(saidAbout('some')).toEqual([...error, closing('some')]);
  });

  test('and has a name that no file can have', () => {
    const thrown = errorOf(() => loadConfig('a\0.yaml'));
    expect(thrown.name).toBe('ConfigError');
    expect(thrown.message).toContain('it can not be read (ERR_INVALID_ARG_VALUE)');
  });

  test('and is a device without an end', () => {
    expect(errorOf(() => loadConfig('/dev/zero')).message.split('\n')).toEqual([
      '/dev/zero: the file is too large',
      '    allowed: at most 1 MiB; fix: name the config file, not its data',
      closing('/dev/zero'),
    ]);
  });
});

/** Root reads everything, so permissions are tested by somebody else. */
const unprivileged = process.getuid?.() === 0 && process.seteuid ? withoutPrivileges : (run: () => void) => run();

function withoutPrivileges(run: () => void): void {
  process.seteuid?.(65534);
  try {
    run();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a file without permission', () => {
  test('is named as such', () => {
    writeFileSync(join(folder, 'secret.yaml'), plus(''), { mode: 0o000 });
    unprivileged(() => {
      const error = /you have no permission to read it\n {4}fix: make it readable \(chmod u\+r\)\n1 problem/;
      expect(errorOf(() => loadConfig(join(folder, 'secret.yaml'))).message).toMatch(error);
    });
  });
});

describe('a file that is not plain UTF-8 text', () => {
  test('because a byte is not UTF-8: at that byte', () => {
    expect(said(Buffer.concat([Buffer.from('product: churn\nlevel: '), Buffer.from([0xe9])]))).toEqual([
      'mlops.yaml:2:8: bytes that are not UTF-8',
      '    allowed: UTF-8 text; fix: save the file as UTF-8',
      closing(),
    ]);
  });

  test('because it is UTF-16', () => {
    expect(said(Buffer.from('\uFEFFproduct: churn', 'utf16le'))).toEqual([
      'mlops.yaml:1:1: the text is UTF-16',
      '    allowed: UTF-8; fix: save the file as UTF-8',
      closing(),
    ]);
  });

  test('because it holds a control character: at that character', () => {
    expect(said('product: churn\nlevel: \u0007 0')).toEqual([
      'mlops.yaml:2:8: a control character (U+0007)',
      '    allowed: text; fix: remove it, or write it as an escape in double quotes',
      closing(),
    ]);
  });

  test('because it is binary', () => {
    expect(said(Buffer.from([0x1f, 0x8b, 0x08, 0x00]))[0]).toBe('mlops.yaml:1:2: bytes that are not UTF-8');
  });
});

describe('a large file', () => {
  test('is refused from one byte above the limit', () => {
    const filler = '#'.repeat(MAX_BYTES - plus('').length);
    expect(said(`${plus('')}${filler}#`)[0]).toBe('mlops.yaml: the file is too large');
    writeFileSync(join(folder, 'limit.yaml'), `${plus('')}${filler}`);
    expect(loadConfig(join(folder, 'limit.yaml')).config.product).toBe('churn');
  });

  test('with many thousand keys is answered, not pondered', () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `k${index}: 0`).join('\n');
    expect(said(keys).at(-1)).toBe('10005 problems in mlops.yaml; nothing was written');
  });
});

describe('a file of another system', () => {
  test('with a byte order mark and CRLF line ends is read as it is meant', () => {
    writeFileSync(join(folder, 'windows.yaml'), `\uFEFF${plus('services: [x]').replaceAll('\n', '\r\n')}`);
    expect(saidAbout('windows.yaml')[0]).toBe('windows.yaml:6:12  services[0]: given "x"');
  });
});
