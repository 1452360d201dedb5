import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type DiscoveryDocument, extract, EXTRACTS, extractFile } from '../../support/discovery/extract';
import { describeJudged, root } from '../../support/outside-judges';

const missing = spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3 is not on the PATH';
let documents: string;

beforeAll(async () => {
  if (missing !== undefined) return;
  const lock = join(root, 'test/judges/discovery/requirements.lock');
  const python = await pythonEnvironment({ root: join(root, '.tools/discovery'), lock });
  const program = 'import googleapiclient.discovery_cache as cache; print(cache.__path__[0])';
  documents = join(execFileSync(python, ['-c', program], { encoding: 'utf8' }).trim(), 'documents');
});

/**
 * Tests hold what the kit sends against these extracts. `UPDATE_DISCOVERY=1` writes them anew, after another version in
 * the lock file or another call of the kit.
 */
describeJudged("extracts of Google's discovery documents", missing, () => {
  test.each(Object.keys(EXTRACTS))('%s says what the package says', (name) => {
    const document = JSON.parse(readFileSync(join(documents, `${name}.json`), 'utf8')) as DiscoveryDocument;
    const actual = extract(document, name);
    if (process.env.UPDATE_DISCOVERY && !process.env.CI)
      writeFileSync(extractFile(name), `${JSON.stringify(actual, undefined, 1)}\n`);
    expect(JSON.parse(readFileSync(extractFile(name), 'utf8'))).toEqual(actual);
  });
});
