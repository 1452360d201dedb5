/**
 * Writes what follows from each reference pipeline: its golden file, pipelines/kfp/<name>/pipeline.yaml, and the part
 * of its README.md below the mark. Run: npx ts-node scripts/write-reference-pipelines.ts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePipeline, referencePipelines } from '../pipelines/kfp';
import { withReference } from '../pipelines/kfp/page';

for (const name of Object.keys(referencePipelines)) {
  const folder = join(__dirname, '..', 'pipelines', 'kfp', name);
  const page = join(folder, 'README.md');
  writeFileSync(join(folder, 'pipeline.yaml'), compilePipeline(name));
  writeFileSync(page, withReference(existsSync(page) ? readFileSync(page, 'utf8') : `# ${name}\n`, name));
}
