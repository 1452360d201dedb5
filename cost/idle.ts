import { type Config } from '../config/schema';
import { environmentsOf } from '../stacks/settings';
import { addedGpus, HOURS_A_MONTH, type Line, lineOf } from './line';
import { block, type Made, numberIn } from './made';
import { priceOf } from './prices';

/** Hours a month that a workbench is on: eight on each of 20 days. It stops by itself when nobody uses it. */
export const WORKBENCH_HOURS = 160;

/** Jobs of Cloud Scheduler that a billing account has for nothing. https://cloud.google.com/scheduler/pricing */
const FREE_JOBS = 3;

type Estimator = (made: Made, all: readonly Made[]) => Line[];

/** Lines of one resource, by its type. */
const ESTIMATORS: Readonly<Record<string, Estimator>> = {
  google_workbench_instance: workbench,
  google_compute_router_nat: nat,
  google_container_cluster: ({ where, region, name }) => [
    lineOf(`GKE cluster ${name}`, where, HOURS_A_MONTH, 'gke.cluster', region),
  ],
  google_container_node_pool: nodePool,
  google_cloud_scheduler_job: schedulerJob,
  google_kms_crypto_key: key,
  google_storage_bucket: bucket,
  google_compute_reservation: reservation,
};

/** Whether lines are made of resources of a type. */
export const isEstimated = (type: string): boolean => Object.hasOwn(ESTIMATORS, type);

/** What resources are billed for while nobody trains. */
export const idleLines = (all: readonly Made[]): Line[] =>
  all.flatMap((made) => ESTIMATORS[made.type]?.(made, all) ?? []);

/** The fewest replicas of each model, in each environment: they are billed from its first deployment on. */
export function replicaLines(config: Config): Line[] {
  return environmentsOf(config).flatMap(({ name: environment, region }) =>
    Object.entries(config.models).map(([model, { serving }]) => {
      const [fewest] = serving.replicas;
      const what = `Serving, ${fewest} x ${serving.machine}`;
      return lineOf(what, { environment, model }, fewest * HOURS_A_MONTH, `compute.${serving.machine}`, region);
    }),
  );
}

const DISKS: Readonly<Record<string, string>> = {
  PD_STANDARD: 'disk.pd-standard',
  PD_BALANCED: 'disk.pd-balanced',
  PD_SSD: 'disk.pd-ssd',
};

function workbench({ name, attributes, where, region }: Made): Line[] {
  const setup = block(attributes, 'gce_setup');
  const machine = String(setup?.machine_type);
  const disks = (['boot_disk', 'data_disks'] as const).map((field) => {
    const disk = block(setup, field);
    const what = `${field === 'boot_disk' ? 'Boot' : 'Data'} disk of ${name}`;
    const size = numberIn(disk, 'disk_size_gb');
    const price = DISKS[String(disk?.disk_type)];
    if (size === undefined || price === undefined) return { what, where, unknown: 'kind or size of the disk' };
    return lineOf(what, where, size, price, region);
  });
  return [lineOf(`${name}, ${machine}`, where, WORKBENCH_HOURS, `compute.${machine}`, region), ...disks];
}

/** Machines without public address of the environment use it; its address is billed while they do. */
function nat({ where, region }: Made, all: readonly Made[]): Line[] {
  const here = all.filter((other) => other.where.environment === where.environment);
  const workbenches = here.filter(({ type }) => type === 'google_workbench_instance').length;
  const nodes = here.reduce((sum, other) => sum + (other.type === 'google_container_node_pool' ? fewest(other) : 0), 0);
  const hours = workbenches * WORKBENCH_HOURS + nodes * HOURS_A_MONTH;
  if (hours === 0) return [{ what: 'NAT', where, unknown: 'goes by the machines of runs and their traffic' }];
  const used = nodes > 0 ? HOURS_A_MONTH : WORKBENCH_HOURS;
  return [
    lineOf('NAT, by machine', where, hours, 'nat.machine', region),
    lineOf('NAT, its address', where, used, 'nat.address', region),
  ];
}

/** Nodes that are always there; `min_node_count` is for each zone. */
function fewest({ attributes }: Made): number {
  const scaling = block(attributes, 'autoscaling');
  const zones = Array.isArray(attributes.node_locations) ? attributes.node_locations.length : 1;
  const total = numberIn(scaling, 'total_min_node_count');
  if (total !== undefined) return total;
  return zones * (numberIn(scaling, 'min_node_count') ?? numberIn(attributes, 'node_count') ?? 0);
}

function nodePool(made: Made): Line[] {
  const { name, attributes, where, region } = made;
  const nodes = fewest(made);
  if (nodes === 0) return [];
  const config = block(attributes, 'node_config');
  const machine = String(config?.machine_type);
  const price = `compute.${machine}${config?.spot === true ? '.spot' : ''}`;
  return [
    lineOf(`Nodes ${name}, at least ${nodes} x ${machine}`, where, nodes * HOURS_A_MONTH, price, region),
    { what: `Disks of nodes ${name}`, where, unknown: 'their kind is the default of GKE' },
    ...addedGpus(`GPUs of nodes ${name}`, where, machine, block(config, 'guest_accelerator') !== undefined),
  ];
}

/** The volume is nobody's to know; the price of the standard class says what it comes to. */
function bucket({ where, region }: Made): Line[] {
  const price = priceOf('storage.standard', region);
  const known = price ? `: ${price.micros / 1e6} USD a GiB-month, standard class` : '';
  return [{ what: 'Storage of buckets', where, price, unit: price?.unit, unknown: `goes by volume${known}` }];
}

function schedulerJob({ name, where, region }: Made, all: readonly Made[]): Line[] {
  const jobs = all.filter(({ type }) => type === 'google_cloud_scheduler_job');
  const first = jobs.findIndex((job) => job.name === name && job.where.environment === where.environment) < FREE_JOBS;
  return [lineOf(`Schedule ${name}${first ? ', free' : ''}`, where, first ? 0 : 1, 'scheduler.job', region)];
}

/** The version in use; earlier ones are billed as well until they are destroyed. */
function key({ name, attributes, where, region }: Made): Line[] {
  const level = block(attributes, 'version_template')?.protection_level ?? 'SOFTWARE';
  return [lineOf(`Key ${name}`, where, 1, level === 'HSM' ? 'kms.hsm-version' : 'kms.software-version', region)];
}

function reservation({ name, attributes, where, region }: Made): Line[] {
  const specific = block(attributes, 'specific_reservation');
  const instance = block(specific, 'instance_properties');
  const machine = String(instance?.machine_type);
  const count = numberIn(specific, 'count') ?? 0;
  return [
    lineOf(`Reservation ${name}, ${count} x ${machine}`, where, count * HOURS_A_MONTH, `compute.${machine}`, region),
    ...addedGpus(name, where, machine, block(instance, 'guest_accelerators') !== undefined),
  ];
}
