import { type JsonTemplate } from '../ir/graph';
import { type Mistakes } from './mistakes';
import { filled } from './values';

const TYPES = ['pd-ssd', 'pd-standard', 'hyperdisk-balanced'] as const;
const SMALLEST = 100;
const LARGEST = 64000;

/** The boot disk of each machine of a pool. */
export interface Disk {
  /** @default - Vertex AI's: pd-ssd, on A3 Ultra machines hyperdisk-balanced */
  readonly type?: (typeof TYPES)[number];
  /** In GB, 100 to 64000. @default - Vertex AI's, 100 */
  readonly sizeGb?: number;
}

/** The `DiskSpec` of a disk. https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#DiskSpec */
export function diskSpec({ type, sizeGb }: Disk, mistakes: Mistakes): JsonTemplate {
  if (type !== undefined && !TYPES.includes(type))
    mistakes.add('type', `"${String(type)}" is no boot disk of Vertex AI`, `it takes ${TYPES.join(', ')}`);
  if (sizeGb !== undefined && !(Number.isInteger(sizeGb) && sizeGb >= SMALLEST && sizeGb <= LARGEST)) {
    const nearest = Math.min(LARGEST, Math.max(SMALLEST, Math.round(sizeGb) || SMALLEST));
    mistakes.add('sizeGb', `a boot disk has ${SMALLEST} to ${LARGEST} GB, given ${sizeGb}`, `write ${nearest}`);
  }
  return filled({ boot_disk_type: type, boot_disk_size_gb: sizeGb });
}
