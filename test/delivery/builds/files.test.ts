import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFile, SHIPPED_BUILDS } from '../../../delivery/builds/catalogue';
import { RELAY_FILE } from '../../../delivery/targets';
import { writtenBuild } from '../../../delivery/targets/written-file';
import { problemsOfBuild } from '../../support/delivery/build-message';
import { root } from '../../support/outside-judges';

const POOL = 'projects/acme-churn-cicd/locations/europe-west4/workerPools/churn-cicd';

test('the folder of builds holds those that the kit ships, and no others', () => {
  const files = readdirSync(join(root, 'cloudbuild')).map((name) => `cloudbuild/${name}`);
  expect(files.sort()).toEqual([...SHIPPED_BUILDS.map(({ name }) => buildFile(name)), RELAY_FILE].sort());
});

describe.each(SHIPPED_BUILDS)('$name', (shipped) => {
  const { name, title } = shipped;
  const { path, text } = writtenBuild(buildFile(name), shipped.build({}), title);

  test('is its file, byte for byte; else run: npm run builds', () => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  test("is what Google's description of a build allows, also in a private pool", () => {
    expect(problemsOfBuild(text)).toEqual([]);
    expect(problemsOfBuild(writtenBuild(path, shipped.build({ pool: POOL }), title).text)).toEqual([]);
  });

  test('runs in the pool that it is given', () => {
    expect(shipped.build({}).options?.pool).toBeUndefined();
    expect(shipped.build({ pool: POOL }).options?.pool).toEqual({ name: POOL });
  });

  test('logs to Cloud Logging, and its scripts read substitutions as variables', () => {
    expect(shipped.build({}).options).toMatchObject({ logging: 'CLOUD_LOGGING_ONLY', automapSubstitutions: true });
  });

  test('has scripts that end at the first command that fails, in images of exact versions', () => {
    for (const { id, name: image, script } of shipped.build({}).steps) {
      expect([id, script]).toEqual([
        expect.any(String),
        expect.stringMatching(/^#!\/(usr\/bin\/env bash\nset -euo pipefail|bin\/sh\nset -eu)\n/),
      ]);
      expect(image).toMatch(/:[\d.]+(-[a-z]+)?$|^gcr\.io\/cloud-builders\/docker$/);
    }
  });
});
