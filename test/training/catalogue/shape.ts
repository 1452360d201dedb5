/** The shape of accelerators.json: TypeScript does not hold a JSON file to its types. */
import * as z from 'zod';

const place = z.enum(['vertex', 'gke', 'compute', 'tpuVm']);
const zone = z.string().regex(/^[a-z]+-[a-z]+\d+-[a-z]$/);
const source = z.array(z.string().regex(/^https:\/\/docs\.cloud\.google\.com\/\S+$/)).min(1);
const some = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, 'has an item twice');
const ascending = some(z.int().positive()).refine(
  (items) => items.every((item, index) => index === 0 || item > (items[index - 1] ?? 0)),
  'is not ascending',
);
const topology = z.string().regex(/^\d+(x\d+){1,2}$/);

const gpuMachine = z.strictObject({
  machineType: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/),
  counts: ascending,
  zones: some(zone),
  notIn: some(place).optional(),
  needs: some(z.enum(['spot', 'reservation'])).optional(),
});

const gpu = z.strictObject({
  type: z.string().regex(/^nvidia-[a-z0-9-]+$/),
  vertexType: z
    .string()
    .regex(/^NVIDIA_[A-Z0-9_]+$/)
    .optional(),
  alias: some(z.string().regex(/^[a-z0-9-]+$/)),
  title: z.string().min(1),
  memoryGb: z.int().positive(),
  machines: some(gpuMachine),
  places: some(place),
  spot: z.array(place),
  reservation: z.array(place),
  partitions: some(z.string().regex(/^\dg\.\d+gb$/)).optional(),
  compactPlacement: z.boolean(),
  source,
});

const tpuMachine = z.strictObject({
  machineType: z.string().min(1),
  vertexMachineType: z.string().min(1).optional(),
  chipsPerHost: z.int().positive(),
  topologies: some(topology),
  zones: some(zone),
});

const tpuVm = z
  .strictObject({
    configType: z.string().regex(/^V\d[A-Z_]*$/),
    typePrefix: z.string().regex(/^v\d[a-z]*-$/),
    sizes: ascending,
    sizeCounts: z.enum(['chips', 'cores']),
    chipsPerHost: z.int().positive(),
    singleHostChips: z.int().positive().optional(),
    topologies: some(topology),
    runtimeVersions: some(z.string().min(1)),
    defaultRuntimeVersion: z.string(),
    zones: some(zone),
  })
  .refine(
    (vm) => vm.runtimeVersions.includes(vm.defaultRuntimeVersion),
    'has a default that is not among its versions',
  );

const tpu = z.strictObject({
  generation: z.string().regex(/^v\d[a-z]*$/),
  title: z.string().min(1),
  memoryGb: z.int().positive(),
  machines: some(tpuMachine),
  tpuVm: tpuVm.optional(),
  places: some(place),
  spot: z.array(place),
  reservation: z.array(place),
  queued: z.boolean(),
  source,
});

const withinPlaces = (row: { places: string[]; spot: string[]; reservation: string[] }) =>
  [...row.spot, ...row.reservation].every((each) => row.places.includes(each));

export const catalogueShape = z.strictObject({
  asOf: z.iso.date(),
  gpus: z
    .array(
      gpu
        .refine(withinPlaces, 'has terms of a place that does not take it')
        .refine((row) => row.places.includes('vertex') === (row.vertexType !== undefined), 'has no name in Vertex AI'),
    )
    .min(1),
  tpus: z
    .array(
      tpu
        .refine(withinPlaces, 'has terms of a place that does not take it')
        .refine((row) => row.places.includes('tpuVm') === (row.tpuVm !== undefined), 'does not say its TPU VMs'),
    )
    .min(1),
});
