import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './outside-judges';

/** Every configuration that ships with the kit: the embedded default and the examples. */
export const shippedConfigs: readonly { name: string; file: string }[] = [
  { name: 'default', file: join(root, 'mlops.yaml') },
  ...readdirSync(join(root, 'examples'))
    .filter((name) => existsSync(join(root, 'examples', name, 'mlops.yaml')))
    .sort()
    .map((name) => ({ name, file: join(root, 'examples', name, 'mlops.yaml') })),
];
