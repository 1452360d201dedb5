import * as fc from 'fast-check';
import { type Line, lineOf, totalOf } from '../../cost/line';

const where = { environment: 'dev' };
const line = fc.record({
  quantity: fc.integer({ min: 0, max: 100_000 }),
  id: fc.constantFrom('compute.n1-standard-4', 'gke.cluster', 'storage.standard', 'compute.unheard-of'),
  region: fc.constantFrom('europe-west4', 'us-central1', 'asia-east1'),
});

test('a total is the sum of its lines in whole millionths, and of any two parts of them', () => {
  fc.assert(
    fc.property(fc.array(line), fc.nat(), (all, cut) => {
      const lines = all.map(({ quantity, id, region }) => lineOf('thing', where, quantity, id, region));
      const at = lines.length > 0 ? cut % lines.length : 0;
      const { micros, atLeast } = totalOf(lines);
      expect(Number.isInteger(micros)).toBe(true);
      expect(totalOf(lines.slice(0, at)).micros + totalOf(lines.slice(at)).micros).toBe(micros);
      expect(micros).toBe(lines.reduce((sum, { price, quantity }) => sum + (price ? price.micros * quantity! : 0), 0));
      expect(atLeast).toBe(lines.some(({ price }) => price === undefined));
    }),
  );
});

test('an unknown price is not counted, and the total says "at least"', () => {
  const unknown: Line = lineOf('GPU', where, 10, 'compute.n1-standard-4', 'asia-east1');
  expect(unknown).toEqual({ what: 'GPU', where, quantity: 10, unknown: 'no price is known in asia-east1' });
  expect(totalOf([unknown])).toEqual({ micros: 0, atLeast: true });
});
