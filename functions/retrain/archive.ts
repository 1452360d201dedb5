import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Google builds and runs the function from. */
export interface FunctionArchive {
  /** Holds a digest of the content: other code is another file, so that it is deployed. */
  readonly fileName: string;
  readonly content: Uint8Array;
  /** Name that the code exports the function by. */
  readonly entryPoint: string;
}

/** Beside the bundled command, or in dist/ of the checkout whose sources run. */
const PLACES = [join(__dirname, 'retrain.zip'), join(__dirname, '../../dist/retrain.zip')];

/** The zip that scripts/build-function.mjs made. */
export function retrainArchive(): FunctionArchive {
  const path = PLACES.find((place) => existsSync(place));
  if (path === undefined) throw new Error('dist/retrain.zip is not built yet: run `npm run build`');
  const content = readFileSync(path);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { fileName: `retrain-${digest}.zip`, content, entryPoint: 'retrain' };
}
