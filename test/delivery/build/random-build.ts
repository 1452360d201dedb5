/** Builds that are valid, whatever else they are. */
import fc from 'fast-check';
import { type Build, type BuildStep } from '../../../delivery/build';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((each) => !/[\p{Cc}\u2028\u2029\ufeff]/u.test(each)),
  fc.string({ unit: fc.constantFrom(...' \n\t:#-\'"|>%@`&*!{}[],?\\~=ab01é'), maxLength: 30 }),
  fc.constantFrom('yes', 'off', '1e3', '0x1f', '1:30', '---', '...', ' # x', 'a: b', '- a', '<<'),
);
const filledText = text.filter((each) => each.length > 0);
/** No substitution in it. */
const plain = text.map((each) => each.replaceAll('$', '$$$$'));
const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
const seconds = fc.integer({ min: 1, max: 3600 }).map((each) => `${each}s`);
const image = fc.constantFrom(
  'node:20',
  'ubuntu',
  'gcr.io/cloud-builders/docker',
  'europe-west4-docker.pkg.dev/p/r/i:1',
);

const env = fc
  .uniqueArray(fc.tuple(name, plain), { selector: ([key]) => key, maxLength: 4 })
  .map((entries) => entries.map(([key, value]) => `${key}=${value}`));

const command = fc.oneof(
  fc.record(
    { args: fc.array(plain, { maxLength: 5 }), entrypoint: fc.constantFrom('bash', 'sh') },
    { requiredKeys: [] },
  ),
  fc.record({ script: filledText.filter((each) => !/^\s+#!|[$_]/.test(each)) }),
);

const optionalPart = fc.record(
  {
    env,
    dir: fc.constantFrom('a', 'a/b', '/x'),
    timeout: seconds,
    allowFailure: fc.boolean(),
    allowExitCodes: fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 3 }),
    automapSubstitutions: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** What a step waits for, by how far above it they are; none for the start, `undefined` for all. */
const waits = fc.option(fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 3 }), { nil: undefined });

const steps = fc
  .array(fc.tuple(image, command, optionalPart, waits), { minLength: 1, maxLength: 7 })
  .map((parts): BuildStep[] =>
    parts.map(([ofImage, ofCommand, ofOthers, above], position) => {
      const ids = above?.filter((each) => each < position).map((each) => `step-${each}`);
      const waitFor = ids === undefined ? undefined : ids.length > 0 ? ids : ['-'];
      return { id: `step-${position}`, name: ofImage, ...ofCommand, ...ofOthers, ...(waitFor && { waitFor }) };
    }),
  );

const substitutions = fc.dictionary(
  name.map((each) => `_${each}`),
  plain,
  { maxKeys: 4 },
);

export const randomBuild: fc.Arbitrary<Build> = fc
  .record({
    steps,
    substitutions,
    queueTtl: fc.option(seconds, { nil: undefined }),
    tags: fc.uniqueArray(fc.stringMatching(/^\w[\w.-]{0,20}$/), { maxLength: 3 }),
    diskSizeGb: fc.integer({ min: 1, max: 4000 }),
    logging: fc.constantFrom('CLOUD_LOGGING_ONLY' as const, 'NONE' as const, 'LEGACY' as const),
  })
  .map(({ diskSizeGb, logging, ...build }) => {
    const uses = Object.keys(build.substitutions).map((each) => `$${each}`);
    const using: BuildStep = { name: 'ubuntu', args: uses };
    return { ...build, steps: [...build.steps, using], options: { diskSizeGb, logging } };
  });
