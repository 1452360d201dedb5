import { type Build, type BuildStep, defineBuild } from '../../../delivery/build';
import { long, many, step } from './broken/case';

const key = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
const name = `_${'X'.repeat(99)}`;
const names = many(99, (at) => `_S${at}`);
const moreNames = many(100, (at) => `_T${at}`);
const using = (list: readonly string[]): BuildStep => ({ name: 'ubuntu', args: list.map((each) => `$${each}`) });

describe.each<[string, Partial<Build>]>([
  ['300 steps', { steps: many(300, () => ({ name: 'ubuntu' })) }],
  [
    'an image, a folder, an argument and variables',
    {
      steps: [
        {
          name: long(1000),
          dir: long(1000),
          args: [long(10_000)],
          env: [`A=${long(65_534)}`, ...many(99, (at) => `B${at}=`)],
          allowExitCodes: [1, 255],
        },
      ],
    },
  ],
  [
    'substitutions',
    {
      steps: [using([...names, name]), using(moreNames)],
      substitutions: Object.fromEntries([...names, ...moreNames, name].map((each) => [each, long(4000)])),
    },
  ],
  [
    'secrets',
    {
      steps: [{ ...step, secretEnv: many(100, (at) => `T${at}`) }],
      secrets: [{ kmsKeyName: key, secretEnv: Object.fromEntries(many(100, (at) => [`T${at}`, long(65_536)])) }],
    },
  ],
  [
    'images, files, tags',
    {
      images: many(700, (at) => `i${at}`),
      artifacts: { objects: { location: 'gs://b', paths: many(100, String) } },
      tags: [...many(63, (at) => `t${at}`), long(128)],
    },
  ],
  ['times', { timeout: '86400s', queueTtl: '86400s', steps: [{ ...step, timeout: '86400s' }] }],
  ['a disk of 4000 GB', { options: { diskSizeGb: 4000 } }],
])('what Cloud Build just takes: %s', (_, build) => {
  test('is allowed', () => {
    expect(() => defineBuild('b', { steps: [step], ...build })).not.toThrow();
  });
});
