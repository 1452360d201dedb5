/**
 * Writes the builds that the kit ships as the files that triggers name: cloudbuild/<build>.yaml, those of the embedded
 * default configuration. `mlops delivery write` writes them for a configuration of yours. Run: npm run builds
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildFile, SHIPPED_BUILDS } from '../delivery/builds/catalogue';
import { writtenBuild } from '../delivery/targets/written-file';

for (const { name, title, build } of SHIPPED_BUILDS) {
  const { path, text } = writtenBuild(buildFile(name), build({}), title);
  const file = join(__dirname, '..', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
