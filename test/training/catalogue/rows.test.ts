/** The rows are whole, name each thing once, and agree with each other. */
import { CATALOGUE } from '../../../training/catalogue';
import { chipsOf } from '../../../training/catalogue/topology';
import { catalogueShape } from './shape';

const [gpu] = CATALOGUE.gpus;
const [tpu] = CATALOGUE.tpus;
const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

test('every row has the shape that the types say', () => {
  expect(catalogueShape.safeParse(CATALOGUE).error?.issues ?? []).toEqual([]);
});

test.each([
  ['a GPU without a source', { gpus: [{ ...gpu, source: [] }] }],
  ['a source that is not Google', { gpus: [{ ...gpu, source: ['https://example.com/'] }] }],
  ['an unknown key', { gpus: [{ ...gpu, memory: 16 }] }],
  ['an unknown place', { gpus: [{ ...gpu, places: ['cloudRun'] }] }],
  ['spot where the place does not take it', { gpus: [{ ...gpu, places: ['vertex'], spot: ['gke'] }] }],
  ['a region for a zone', { gpus: [{ ...gpu, machines: [{ ...gpu?.machines[0], zones: ['europe-west4'] }] }] }],
  ['counts out of order', { gpus: [{ ...gpu, machines: [{ ...gpu?.machines[0], counts: [4, 2] }] }] }],
  ['a zone twice', { gpus: [{ ...gpu, machines: [{ ...gpu?.machines[0], zones: ['us-west2-b', 'us-west2-b'] }] }] }],
  ['a topology of one number', { tpus: [{ ...tpu, machines: [{ ...tpu?.machines[0], topologies: ['16'] }] }] }],
  [
    'a default runtime that is not listed',
    { tpus: [{ ...tpu, tpuVm: { ...tpu?.tpuVm, defaultRuntimeVersion: 'x' } }] },
  ],
  ['TPU VMs that are not said', { tpus: [{ ...tpu, tpuVm: undefined }] }],
  ['a date that is none', { asOf: '2026-13-01' }],
])('a row with %s is refused', (_name, broken) => {
  expect(catalogueShape.safeParse({ ...CATALOGUE, ...broken }).success).toBe(false);
});

test('a GPU, an alias, a generation and a machine type of a row mean one thing', () => {
  expect(twice(CATALOGUE.gpus.flatMap(({ type, alias }) => [type, ...alias]))).toEqual([]);
  expect(twice(CATALOGUE.tpus.map(({ generation }) => generation))).toEqual([]);
  for (const { machines } of [...CATALOGUE.gpus, ...CATALOGUE.tpus])
    expect(twice(machines.map(({ machineType }) => machineType))).toEqual([]);
});

test('the hosts of a slice are whole machines', () => {
  const ofMachines = CATALOGUE.tpus.flatMap(({ machines }) => [...machines]);
  for (const { chipsPerHost, topologies } of ofMachines)
    expect(topologies.filter((topology) => chipsOf(topology) % chipsPerHost !== 0)).toEqual([]);
});

test('the sizes of TPU VMs are those of their topologies', () => {
  for (const { tpuVm } of CATALOGUE.tpus) {
    if (tpuVm === undefined) continue;
    const factor = tpuVm.sizeCounts === 'cores' ? 2 : 1;
    const sizes = tpuVm.topologies.map((topology) => factor * chipsOf(topology)).sort((one, other) => one - other);
    expect(tpuVm.sizes).toEqual(sizes);
  }
});
