/** The rows of `accelerators.json`. Nothing is fetched: `npm run catalogue:refresh` compares them with a newer list. */
import rows from './accelerators.json';
import { type Catalogue, type Gpu, type Tpu } from './rows';

// TypeScript reads the places of a JSON file as any strings; a test holds the file to its shape.
export const CATALOGUE = rows as unknown as Catalogue;

export const gpuOf = (type: string): Gpu | undefined => CATALOGUE.gpus.find((gpu) => gpu.type === type);

export const tpuOf = (generation: string): Tpu | undefined =>
  CATALOGUE.tpus.find((tpu) => tpu.generation === generation);
