/** Holds what a machine asks for against the catalogue of accelerators, and names it as Vertex AI does. */
import {
  CATALOGUE,
  type GpuOffer,
  gpuOffer,
  type GpuWish,
  regionOf,
  type Refusal,
  type TpuOffer,
  tpuOffer,
} from '../../training/catalogue';
import { type JsonTemplate } from '../ir/graph';
import { type GpuMachine, type TpuMachine } from './machine';
import { type Mistakes } from './mistakes';
import { type GivenStrategy } from './settings';
import { known, type Value } from './values';

/** Where and how a job gets its machines. */
export interface Where {
  readonly location: Value;
  /** @default STANDARD */
  readonly strategy?: GivenStrategy;
  /** From certain reservations. @default false */
  readonly reserved?: boolean;
}

type Spec = Record<string, JsonTemplate>;

/** The prop of a machine that a refusal of the catalogue is about, when it isn't the accelerator itself. */
const PROP: Readonly<Partial<Record<Refusal['field'], string>>> = {
  count: 'count',
  machineType: 'type',
  reserved: 'reservation',
  topology: 'topology',
};

export function gpuSpec({ gpu, count, type }: GpuMachine, where: Where, mistakes: Mistakes): Spec {
  if (!Number.isInteger(count) || count < 1) {
    mistakes.add('count', `a machine has a whole number of GPUs, given ${count}`, 'write 1 or more');
    return {};
  }
  const asked = known(gpu);
  if (asked === undefined || (type !== undefined && known(type) === undefined)) {
    if (type === undefined) mistakes.add('type', 'missing: the GPU is known only in a run', 'give the machine type');
    return { machine_type: type ?? '', accelerator_type: vertexName(gpu), accelerator_count: count };
  }
  const wish = { gpu: computeName(asked), count, machineType: known(type) };
  const offer = offered('gpu', (terms) => gpuOffer({ ...wish, ...terms }), where, mistakes);
  if (!offer) return {};
  return {
    machine_type: offer.machineType,
    accelerator_type: offer.gpu.vertexType ?? asked,
    accelerator_count: offer.count,
  };
}

export function tpuSpec({ tpu, topology, type }: TpuMachine, where: Where, mistakes: Mistakes): Spec {
  const wish = { tpu, topology, machineType: type };
  const offer = offered('tpu', (terms) => tpuOffer({ ...wish, ...terms }), where, mistakes);
  return offer ? { machine_type: offer.machineType, tpu_topology: offer.topology } : {};
}

/** What a machine type always has, and how to name it; undefined for one that is given GPUs, or has none. */
export function acceleratorsOf(type: string): { readonly what: string; readonly fix: string } | undefined {
  for (const gpu of CATALOGUE.gpus) {
    const found = gpu.machines.find(({ machineType }) => machineType === type && !type.startsWith('n1-'));
    const count = found?.counts[0];
    if (count)
      return { what: `${count} ${gpu.title}`, fix: `write gpu: '${gpu.vertexType ?? gpu.type}', count: ${count}` };
  }
  const ofType = ({ machineType, vertexMachineType }: { machineType: string; vertexMachineType?: string }): boolean =>
    machineType === type || vertexMachineType === type;
  const tpu = CATALOGUE.tpus.find(({ machines }) => machines.some(ofType));
  if (!tpu) return undefined;
  const topology = tpu.machines.find(ofType)?.topologies[0];
  return { what: tpu.title, fix: `write tpu: '${tpu.generation}', topology: '${topology}'` };
}

const gpuNamed = (name: string) =>
  CATALOGUE.gpus.find(({ type, vertexType, alias }) => [type, vertexType, ...alias].includes(name));
const computeName = (name: string): string => gpuNamed(name)?.type ?? name;
const vertexName = (name: Value): Value => gpuNamed(known(name) ?? '')?.vertexType ?? name;

/** The regions that some accelerator is in: all that a location may turn out to be. */
function regions(): string[] {
  const machines = [...CATALOGUE.gpus, ...CATALOGUE.tpus].flatMap((each) => [...each.machines]);
  return [...new Set(machines.flatMap(({ zones }) => zones.map(regionOf)))].sort();
}

type Terms = Pick<GpuWish, 'place' | 'region' | 'spot' | 'reserved'>;

/** All that the place and the terms may turn out to be: a parameter of the run may be anything. */
function possibleTerms({ location, strategy = 'STANDARD', reserved = false }: Where): Terms[] {
  const place = known(location);
  // Those that are sold as spare capacity only can be waited for as well.
  const spots = { STANDARD: [false], SPOT: [true] }[String(strategy)] ?? [false, true];
  const places = place === undefined ? regions() : [place];
  return spots.flatMap((spot) => places.map((region) => ({ place: 'vertex', region, spot, reserved }) as const));
}

/** What is offered at these terms, or at one of those that they may turn out to be. */
function offered<O extends GpuOffer | TpuOffer>(
  accelerator: 'gpu' | 'tpu',
  ask: (terms: Terms) => O | Refusal[],
  where: Where,
  mistakes: Mistakes,
): O | undefined {
  const answers = possibleTerms(where).map(ask);
  const offer = answers.find((answer): answer is O => !Array.isArray(answer));
  if (offer) return offer;
  const [nearest = []] = answers.filter((answer) => Array.isArray(answer)).sort((a, b) => a.length - b.length);
  for (const { field, message, allowed, fix } of nearest)
    mistakes.add(PROP[field] ?? accelerator, allowed ? `${message}: ${allowed}` : message, ofJob(fix));
  return undefined;
}

/** The catalogue speaks of spot, a job of its strategy. */
const ofJob = (fix: string): string =>
  fix.replace(/\bset spot\b/, "write strategy: 'SPOT' or 'FLEX_START'").replace(/\bleave out spot\b/, 'leave out SPOT');
