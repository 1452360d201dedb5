import { parseConfig } from '../../../config/load';
import { machinesOf } from '../../../stacks/runs/training-machines';
import { type PipelineTemplates } from '../../../stacks/runs/templates';
import { settingsOf } from '../../../stacks/settings';

const machines = (pool: string, trainOn = 'jobs') => {
  const yaml = `
product: churn
level: 1
region: us-central1
environments: { dev: { project: acme-churn-dev, stage: experimentation } }
state: { local: true }
training: { pools: { jobs: ${pool}, other: { on: vertex, gpu: nvidia-l4 } } }
models: { churn: { ${trainOn && `trainOn: ${trainOn}`} } }
`;
  const { config } = parseConfig('mlops.yaml', yaml);
  return machinesOf(settingsOf(config, 'dev', {} as PipelineTemplates), config.models.churn!);
};

test('a model that trains on a pool of GPUs is told its machines in the words of Vertex AI', () => {
  expect(machines('{ on: vertex, gpu: nvidia-tesla-a100, count: 4, workers: 2, spot: true }')).toEqual({
    machine_type: 'a2-highgpu-4g',
    accelerator_type: 'NVIDIA_TESLA_A100',
    accelerator_count: 4,
    workers: 2,
    disk_gb: 200,
    strategy: 'SPOT',
    reservation: '',
  });
});

test('one that trains on TPUs is told their topology', () => {
  expect(machines('{ on: vertex, tpu: v5e, topology: 4x4 }')).toEqual({
    machine_type: 'ct5lp-hightpu-4t',
    tpu_topology: '4x4',
    workers: 1,
    disk_gb: 200,
    strategy: 'STANDARD',
    reservation: '',
  });
});

test('one that names no pool is told nothing', () => {
  expect(machines('{ on: vertex, gpu: nvidia-l4 }', '')).toEqual({});
});
