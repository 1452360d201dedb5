import { type Disk } from './disk';
import { type Machine } from './machine';
import { type Container, type Program, type PythonPackage, type TorchProgram } from './program';
import { type Count, type Value } from './values';

/** The machine that leads the job. It is always one. */
export interface Pool<P extends Program> {
  readonly machine: Machine;
  /** @default - Vertex AI's */
  readonly disk?: Disk;
  /** What its machines run. */
  readonly run: P;
}

/** Machines that run beside the chief. What is left out is as the chief's. */
export interface FurtherPool<P extends Program> extends Partial<Pool<P>> {
  readonly count: Count;
}

/** Machines that hold the model's variables, for TensorFlow's ParameterServerStrategy. */
export interface ParameterServers<P extends Program> extends FurtherPool<P> {
  readonly machine: Machine;
}

/**
 * Machines that add up gradients for GPU workers, by Google's image. The workers' images need NCCL 2.7 and
 * google-reduction-server, as Vertex AI's own TensorFlow and PyTorch images have them.
 * https://cloud.google.com/vertex-ai/docs/training/distributed-training#reduce_training_time_with_reduction_server
 */
export interface ReductionServer {
  /** As many as have the network bandwidth of chief and workers together. */
  readonly count: Count;
  /** Without GPUs. @default n1-highcpu-16 */
  readonly machineType?: Value;
  /** @default - Google's, from the multi-region of the job's location */
  readonly image?: Value;
}

interface PoolsOf<P extends Program> {
  readonly chief: Pool<P>;
  /** Machines that train beside the chief. @default - none */
  readonly workers?: FurtherPool<P>;
  /** One machine that evaluates. @default - none */
  readonly evaluator?: Partial<Pool<P>>;
}

/** PyTorch: torchrun is started on every machine, with what it needs to find the others. */
export interface PytorchPools extends PoolsOf<TorchProgram> {
  readonly framework: 'pytorch';
  /** @default - none */
  readonly reductionServer?: ReductionServer;
  readonly parameterServers?: never;
}

/** TensorFlow: it reads TF_CONFIG, which Vertex AI sets on every machine of several. */
export interface TensorflowPools extends PoolsOf<Container | PythonPackage> {
  readonly framework: 'tensorflow';
  /** @default - none; they and a reduction server have the same place */
  readonly parameterServers?: ParameterServers<Container | PythonPackage>;
  /** @default - none */
  readonly reductionServer?: ReductionServer;
}

/** Anything else: the program reads CLUSTER_SPEC itself if it runs on several machines. */
export interface OtherPools extends PoolsOf<Container | PythonPackage> {
  readonly framework?: undefined;
  /** @default - none */
  readonly reductionServer?: ReductionServer;
  readonly parameterServers?: never;
}

/** Who takes part in a job, by the framework that joins them. */
export type Pools = PytorchPools | TensorflowPools | OtherPools;

/** The pools of any framework, as whoever gets past `tsc` may give them. */
export interface ErasedPools {
  readonly framework?: string;
  readonly chief: Pool<Program>;
  readonly workers?: FurtherPool<Program>;
  readonly parameterServers?: FurtherPool<Program>;
  readonly reductionServer?: ReductionServer;
  readonly evaluator?: Partial<Pool<Program>>;
}
