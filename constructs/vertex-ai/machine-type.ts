/**
 * Machine types whose name does not end with their number of vCPUs.
 * https://cloud.google.com/compute/docs/accelerator-optimized-machines, .../general-purpose-machines#e2-shared-core
 */
const VCPUS: Readonly<Record<string, number>> = {
  'a2-highgpu-1g': 12,
  'a2-highgpu-2g': 24,
  'a2-highgpu-4g': 48,
  'a2-highgpu-8g': 96,
  'a2-megagpu-16g': 96,
  'a2-ultragpu-1g': 12,
  'a2-ultragpu-2g': 24,
  'a2-ultragpu-4g': 48,
  'a2-ultragpu-8g': 96,
  'a3-edgegpu-8g': 208,
  'a3-highgpu-1g': 26,
  'a3-highgpu-2g': 52,
  'a3-highgpu-4g': 104,
  'a3-highgpu-8g': 208,
  'a3-megagpu-8g': 208,
  'a3-ultragpu-8g': 224,
  'e2-micro': 2,
  'e2-small': 2,
  'e2-medium': 2,
};

/** The number of vCPUs of a machine type; undefined for one that is not known and whose name does not tell. */
export function vcpusOf(machineType: string): number | undefined {
  const known = VCPUS[machineType];
  if (known !== undefined) return known;
  const [, digits] = /^[a-z0-9]+-[a-z]+-(\d+)(?:-lssd)?$/.exec(machineType) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
