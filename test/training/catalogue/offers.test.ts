/** What the catalogue promises it offers, and an offer is always one that its row allows. */
import fc from 'fast-check';
import { gpuOffer, type GpuOffer, isRefused, tpuOffer, type TpuOffer } from '../../../training/catalogue';
import { refusalLines } from './lines';
import { anyGpuWish, anyTpuWish, everyGpuWish, everyTpuWish } from './wishes';

test('every GPU is offered with each of its machines and counts, in each of its zones and places', () => {
  const refused = everyGpuWish.filter((wish) => isRefused(gpuOffer(wish)));
  expect(refused).toEqual([]);
  expect(everyGpuWish.length).toBeGreaterThan(1000);
});

test('every slice of TPUs is offered with each of its hosts, in each of its zones and places', () => {
  expect(everyTpuWish.filter((wish) => isRefused(tpuOffer(wish)))).toEqual([]);
});

test('a GPU offer names a machine of the row that has the GPUs in all its zones', () => {
  fc.assert(
    fc.property(anyGpuWish, (wish) => {
      const answer = gpuOffer(wish);
      if (isRefused(answer)) return expect(answer).not.toEqual([]);
      const offer = answer as GpuOffer;
      const machine = offer.gpu.machines.find(({ machineType }) => machineType === offer.machineType);
      expect(offer.gpu.places).toContain(wish.place);
      expect(machine?.counts).toContain(wish.count);
      const terms = [...(wish.spot ? ['spot'] : []), ...(wish.reserved ? ['reservation'] : [])];
      expect(machine?.needs?.some((term) => terms.includes(term)) ?? true).toBe(true);
      expect(machine?.notIn ?? []).not.toContain(wish.place);
      expect(machine?.zones).toEqual(expect.arrayContaining([...offer.zones]));
      expect(offer.zones.every((zone) => zone.startsWith(`${wish.region}-`))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a TPU offer has as many chips as its hosts have', () => {
  fc.assert(
    fc.property(anyTpuWish, (wish) => {
      const answer = tpuOffer(wish);
      if (isRefused(answer)) return expect(answer).not.toEqual([]);
      const offer = answer as TpuOffer;
      expect(offer.hosts * offer.chipsPerHost).toBe(offer.chips);
      expect(Number.isInteger(offer.hosts)).toBe(true);
      expect(offer.zones.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('every refusal says what to do about it', () => {
  fc.assert(
    fc.property(anyGpuWish, (wish) => {
      const answer = gpuOffer(wish);
      if (isRefused(answer)) for (const { message, fix } of answer) expect([message, fix]).not.toContain('');
      expect(refusalLines(answer).join()).not.toMatch(/undefined|NaN|null/);
    }),
    { numRuns: 500 },
  );
});

test('without a machine type, the first of the row that the region has is taken', () => {
  const wish = { place: 'gke', region: 'europe-west4', gpu: 'nvidia-tesla-t4', count: 1 } as const;
  expect(gpuOffer(wish)).toMatchObject({ machineType: 'n1-standard-4' });
  expect(gpuOffer({ ...wish, gpu: 'nvidia-tesla-a100', count: 4 })).toMatchObject({
    machineType: 'a2-highgpu-4g',
    zones: ['europe-west4-a', 'europe-west4-b'],
  });
});

test('a slice is made of the host with most chips, and of several hosts when one is not enough', () => {
  const wish = { place: 'gke', region: 'europe-west4', tpu: 'v5e', topology: '2x4' } as const;
  expect(tpuOffer(wish)).toMatchObject({ machineType: 'ct5lp-hightpu-8t', hosts: 1, chips: 8 });
  expect(tpuOffer({ ...wish, topology: '4x4' })).toMatchObject({
    machineType: 'ct5lp-hightpu-4t',
    hosts: 4,
    chips: 16,
  });
});

test.each([
  ['v5e', '4x4', 'v5litepod-16', 4],
  ['v5e', '2x4', 'v5litepod-8', 1],
  ['v6e', '1x1', 'v6e-1', 1],
  ['v5p', '2x2x2', 'v5p-16', 2],
  ['v3', '4x4', 'v3-32', 4],
])('a TPU VM of %s %s is %s on %i machines', (tpu, topology, machineType, hosts) => {
  const offers = everyTpuWish.filter(
    (wish) => wish.place === 'tpuVm' && wish.tpu === tpu && wish.topology === topology,
  );
  expect(offers.map((wish) => tpuOffer(wish))[0]).toMatchObject({ machineType, hosts });
});
