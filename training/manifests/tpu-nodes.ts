/**
 * The label `cloud.google.com/gke-tpu-accelerator` of the nodes of a machine type, by how its name begins.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/plan-tpus
 */
const LABELS: readonly (readonly [string, string])[] = [
  ['ct3-', 'tpu-v3-device'],
  ['ct3p-', 'tpu-v3-slice'],
  ['ct4p-', 'tpu-v4-podslice'],
  ['ct5l-', 'tpu-v5-lite-device'],
  ['ct5lp-', 'tpu-v5-lite-podslice'],
  ['ct5p-', 'tpu-v5p-slice'],
  ['ct6e-', 'tpu-v6e-slice'],
  ['tpu7x-', 'tpu7x'],
];

/** @throws Error for a machine type without TPUs: that is a mistake in the catalogue */
export function tpuNodeLabel(machineType: string): string {
  const label = LABELS.find(([start]) => machineType.startsWith(start))?.[1];
  if (label === undefined) throw new Error(`the label of TPU nodes of machine type ${machineType} is not known`);
  return label;
}
