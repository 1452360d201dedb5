/** Which accelerators there are, where, and on which machines. */
export { type Catalogue, type Gpu, type GpuMachine, type Place, type Tpu, type TpuMachine } from './rows';
export { type GpuOffer, type GpuWish, type Refusal, type TpuOffer, type TpuWish } from './offer';
export { CATALOGUE } from './catalogue';
export { gpuOffer } from './gpu-offer';
export { isRefused } from './refusals/refusal';
export { tpuOffer } from './tpu-offer';
export { regionOf } from './zones';
