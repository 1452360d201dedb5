/** Whether a slice of TPUs can be had as wished, and of which machines. */
import { CATALOGUE, tpuOf } from './catalogue';
import { type Refusal, type TpuOffer, type TpuWish } from './offer';
import { placeRefusals, queueRefusals, termRefusals } from './refusals/terms';
import { machineRefusals, machinesIn, nameIn, runtimeRefusals, topologyRefusals } from './refusals/tpu-slices';
import { unknownTpu } from './refusals/unknown';
import { isThere, noCommonMachine, zoneRefusals, zonesOffered } from './refusals/zones';
import { type Tpu } from './rows';
import { chipsOf } from './topology';

/** Something that makes the slice, and where. */
interface Maker {
  readonly machineType: string;
  readonly chipsPerHost: number;
  readonly zones: readonly string[];
  readonly runtimeVersion?: string;
}

function tpuVmMaker({ tpuVm }: Tpu, wish: TpuWish): readonly Maker[] {
  if (tpuVm === undefined || !tpuVm.topologies.includes(wish.topology)) return [];
  const chips = chipsOf(wish.topology);
  const isOneHost = chips <= (tpuVm.singleHostChips ?? tpuVm.chipsPerHost);
  return [
    {
      machineType: `${tpuVm.typePrefix}${tpuVm.sizeCounts === 'cores' ? 2 * chips : chips}`,
      chipsPerHost: isOneHost ? chips : tpuVm.chipsPerHost,
      zones: tpuVm.zones,
      runtimeVersion: wish.runtimeVersion ?? tpuVm.defaultRuntimeVersion,
    },
  ];
}

/** Those with most chips first: their slice spans fewest machines. */
function makers(tpu: Tpu, wish: TpuWish): readonly Maker[] {
  if (wish.place === 'tpuVm') return tpuVmMaker(tpu, wish);
  return machinesIn(tpu, wish.place)
    .filter(({ topologies }) => topologies.includes(wish.topology))
    .map((machine) => ({ ...machine, machineType: nameIn(machine, wish.place) }))
    .filter(({ machineType }) => wish.machineType === undefined || wish.machineType === machineType)
    .sort((one, other) => other.chipsPerHost - one.chipsPerHost);
}

/** All zones of the place, where the topology is wrong and none can be told for it. */
const zonesOfPlace = (tpu: Tpu, { place }: TpuWish): readonly string[] =>
  place === 'tpuVm' ? (tpu.tpuVm?.zones ?? []) : machinesIn(tpu, place).flatMap(({ zones }) => zones);

function refusalsOf(tpu: Tpu, wish: TpuWish, made: readonly Maker[]): readonly Refusal[] {
  const isTaken = tpu.places.includes(wish.place);
  const zones = made.length > 0 ? made.flatMap((maker) => maker.zones) : zonesOfPlace(tpu, wish);
  const name = made.length > 0 ? `${tpu.generation} ${wish.topology}` : tpu.generation;
  return [
    ...placeRefusals(tpu.generation, tpu, wish),
    ...termRefusals(tpu.generation, tpu, wish),
    ...queueRefusals(tpu, wish),
    ...topologyRefusals(tpu, wish),
    ...machineRefusals(tpu, wish),
    ...runtimeRefusals(tpu, wish),
    ...(isTaken ? zoneRefusals(name, zones, wish) : []),
  ];
}

/** The slice and its machines, or everything that is in the way. */
export function tpuOffer(wish: TpuWish): TpuOffer | Refusal[] {
  const tpu = tpuOf(wish.tpu);
  if (tpu === undefined) return [unknownTpu(wish.tpu, CATALOGUE.tpus)];
  const made = makers(tpu, wish);
  const refusals = refusalsOf(tpu, wish, made);
  if (refusals.length > 0) return [...refusals];
  const maker = made.find(({ zones }) => isThere(zones, wish));
  if (maker === undefined) return [noCommonMachine(`${wish.tpu} ${wish.topology}`, wish.zones)];
  const chips = chipsOf(wish.topology);
  return {
    tpu,
    topology: wish.topology,
    chips,
    hosts: chips / maker.chipsPerHost,
    chipsPerHost: maker.chipsPerHost,
    machineType: maker.machineType,
    zones: zonesOffered(maker.zones, wish),
    ...(maker.runtimeVersion === undefined ? {} : { runtimeVersion: maker.runtimeVersion }),
  };
}
