import fc from 'fast-check';
import { parse } from 'yaml';
import { buildYaml, defineBuild, stepsInOrder, substitutionsUsed } from '../../../delivery/build';
import { problemsOfBuild } from '../../support/delivery/build-message';
import { randomBuild } from './random-build';

test('a valid build is taken, and given back as it is', () => {
  fc.assert(fc.property(randomBuild, (build) => expect(defineBuild('b', build)).toBe(build)));
});

test('its YAML reads back as the same build, whichever version of YAML one reads', () => {
  fc.assert(
    fc.property(randomBuild, (build) => {
      const expected = JSON.parse(JSON.stringify(build)) as unknown;
      const text = buildYaml(build, ['A comment: # with signs', '']);
      expect(parse(text)).toEqual(expected);
      expect(parse(text, { version: '1.1' })).toEqual(expected);
      expect(buildYaml(parse(text) as typeof build, ['A comment: # with signs', ''])).toBe(text);
    }),
  );
});

test('the schema of Google takes it', () => {
  fc.assert(fc.property(randomBuild, (build) => expect(problemsOfBuild(buildYaml(build))).toEqual([])));
});

test('its steps come after those that they wait for, and each once', () => {
  fc.assert(
    fc.property(randomBuild, fc.infiniteStream(fc.nat()), (build, numbers) => {
      const named = build.steps.slice(0, -1).map((step) => ({ ...step, waitFor: step.waitFor ?? ['-'] }));
      const shuffled = named.map((step) => [numbers.next().value as number, step] as const);
      const steps = shuffled.sort(([one], [another]) => one - another).map(([, step]) => step);
      const order = stepsInOrder({ steps }).map(({ id }) => id!);
      expect([...order].sort()).toEqual(named.map(({ id }) => id).sort());
      for (const { id, waitFor } of named)
        for (const other of waitFor.filter((each) => each !== '-'))
          expect(order.indexOf(other)).toBeLessThan(order.indexOf(id!));
    }),
  );
});

test('what it declares is what it uses', () => {
  fc.assert(
    fc.property(randomBuild, (build) =>
      expect(substitutionsUsed(build).user).toEqual(Object.keys(build.substitutions!).sort()),
    ),
  );
});
