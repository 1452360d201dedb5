/** Trainings on many machines, GPUs and TPUs of Vertex AI, as tasks of a pipeline. */
export { type Disk } from './disk';
export { addHyperparameterTuningJob, type HyperparameterTuningJob } from './hyperparameter-tuning-job';
export { type GpuMachine, type Machine, type PlainMachine, type TpuMachine } from './machine';
export {
  type FurtherPool,
  type OtherPools,
  type ParameterServers,
  type Pool,
  type Pools,
  type PytorchPools,
  type ReductionServer,
  type TensorflowPools,
} from './pools';
export { type Container, type Program, type PythonPackage, type TorchProgram } from './program';
export { type Reservation, type SpecificReservation } from './reservation';
export { type JobSettings, type Strategy } from './settings';
export {
  type CategoricalParameter,
  type Children,
  type DiscreteParameter,
  type DoubleParameter,
  type IntegerParameter,
  type Parameter,
  type Parameters,
  type Scale,
} from './study/parameters';
export { type Study } from './study/study-spec';
export { addTrainingJob, type TrainingJob, type TrainingJobSettings } from './training-job';
export { type Count, type Value } from './values';
