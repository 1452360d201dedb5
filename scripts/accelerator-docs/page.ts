/** The text of docs/accelerators.md, from the catalogue alone. */
import {
  CATALOGUE,
  type Catalogue,
  type Gpu,
  type GpuMachine,
  type Place,
  regionOf,
  type Tpu,
} from '../../training/catalogue';

const PLACES: Readonly<Record<Place, string>> = {
  vertex: 'vertex',
  gke: 'gke',
  compute: 'Compute Engine',
  tpuVm: 'tpuVm',
};

const introduction = (asOf: string) => `# Accelerators

<!-- Written by scripts/generate-accelerator-docs.ts from training/catalogue/accelerators.json: change that, then run
     npm run docs:accelerators. -->

What \`training.pools\` may ask for, and where. Each row names the pages of Google that it is from; machine types and regions
were last compared with a list of ${asOf}. What is not in these tables is refused before anything is written.
Quota and free capacity are not in it: a pool that is offered can still wait. Vertex AI has some accelerators in fewer
regions than these zones say.
[training/README.md](../training/README.md) says how the list is kept.`;

const titles = (places: readonly Place[]): string => places.map((place) => PLACES[place]).join(', ') || '-';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** `europe-west4 a b, us-central1 a` */
function zonesText(zones: readonly string[]): string {
  const regions = new Map<string, string[]>();
  for (const zone of [...zones].sort()) {
    const region = regionOf(zone);
    regions.set(region, [...(regions.get(region) ?? []), zone.slice(region.length + 1)]);
  }
  return [...regions].map(([region, letters]) => `${region} ${letters.join(' ')}`).join(', ');
}

const TERMS = { spot: 'spot', reservation: 'reservation' } as const;

const machineText = ({ machineType, counts, needs, notIn }: GpuMachine): string =>
  [
    `\`${machineType}\``,
    counts.join(', '),
    needs === undefined ? '' : `only ${needs.map((term) => TERMS[term]).join(' or ')}`,
    notIn === undefined ? '' : `not on ${titles(notIn)}`,
  ].join(' | ');

/** Machines that are in the same zones, together. */
function machinesByZones({ machines }: Gpu): string {
  const groups = new Map<string, GpuMachine[]>();
  for (const machine of machines) {
    const zones = zonesText(machine.zones);
    groups.set(zones, [...(groups.get(zones) ?? []), machine]);
  }
  return [...groups]
    .map(
      ([zones, members]) =>
        `| machine | GPUs | sold | |\n| --- | --- | --- | --- |\n${members.map((member) => `| ${machineText(member)} |`).join('\n')}\n\nZones: ${zones}.`,
    )
    .join('\n\n');
}

const sources = (links: readonly string[]): string => `Sources: ${links.map((link) => `<${link}>`).join(', ')}.`;

const gpuSection = (gpu: Gpu): string => `### ${gpu.type}

${gpu.title}, ${gpu.memoryGb} GB. On ${titles(gpu.places)}; spot on ${titles(gpu.spot)}; reservations on ${titles(gpu.reservation)}.${
  gpu.partitions === undefined ? '' : ` Parts: ${gpu.partitions.join(', ')}.`
}${gpu.compactPlacement ? ' Compact placement.' : ''}

${machinesByZones(gpu)}

${sources(gpu.source)}`;

const tpuVmText = ({ tpuVm }: Tpu): string =>
  tpuVm === undefined
    ? ''
    : `
As TPU VMs: ${tpuVm.sizes.map((size) => `\`${tpuVm.typePrefix}${size}\``).join(', ')}; topologies ${tpuVm.topologies.join(', ')};
runtime versions ${tpuVm.runtimeVersions.map((version) => `\`${version}\``).join(', ')}; zones ${zonesText(tpuVm.zones)}.
`;

const tpuSection = (tpu: Tpu): string => `### ${tpu.generation}

${tpu.title}, ${tpu.memoryGb} GB a chip. On ${titles(tpu.places)}; spot on ${titles(tpu.spot)}; reservations on ${titles(tpu.reservation)}; ${
  tpu.queued ? 'takes' : 'no'
} queued resources.

${table(
  ['machine', 'of Vertex AI', 'chips', 'topologies', 'zones'],
  tpu.machines.map((machine) => [
    `\`${machine.machineType}\``,
    machine.vertexMachineType === undefined ? '-' : `\`${machine.vertexMachineType}\``,
    String(machine.chipsPerHost),
    machine.topologies.join(', '),
    zonesText(machine.zones),
  ]),
)}
${tpuVmText(tpu)}
${sources(tpu.source)}`;

export const acceleratorsPage = (catalogue: Catalogue = CATALOGUE): string =>
  [
    introduction(catalogue.asOf),
    '## GPUs',
    ...catalogue.gpus.map(gpuSection),
    '## TPUs',
    ...catalogue.tpus.map(tpuSection),
  ].join('\n\n') + '\n';
