import { Construct } from 'constructs';
import { type Environment } from '../core/environment';
import { type IServiceAccount } from '../iam/service-account';
import { type INetwork } from '../network/network';
import { QueuedResource } from '../tpu/queued-resource';
import { TpuVm } from '../tpu/tpu-vm';
import { type TpuVmPool } from '../../training/pools/pool';

export interface TrainingTpuProps {
  /** Where it is built, under which names. */
  readonly environment: Environment;
  /** No public address is given in it. */
  readonly network: INetwork;
  /** What programs on a TPU VM reach Google Cloud as. A queued one has no such argument. */
  readonly trainingAccount: IServiceAccount;
  /** Which, where, how many. */
  readonly pool: TpuVmPool;
}

/** TPU VMs of one kind, or requests that wait for them. Named by their number, from 1: what is counted is alike. */
export class TrainingTpu extends Construct {
  constructor(scope: Construct, id: string, props: TrainingTpuProps) {
    super(scope, id);
    for (let number = 1; number <= props.pool.count; number++) this.add(number, props);
  }

  private add(number: number, { environment, network, trainingAccount, pool }: TrainingTpuProps): void {
    const { project, naming } = environment;
    const common = {
      project,
      zone: pool.zoneNames[0]!,
      accelerator: pool.accelerator.machineType,
      runtimeVersion: pool.runtimeVersion,
      network,
    };
    const nodeId = naming.name('tpuVm', 'tpu', `${pool.name}-${number}`);
    if (pool.queued)
      new QueuedResource(this, `Vm-${number}`, {
        ...common,
        queuedResourceId: naming.name('queuedResource', 'tpu', `${pool.name}-${number}`),
        nodeId,
      });
    else
      new TpuVm(this, `Vm-${number}`, {
        ...common,
        nodeId,
        serviceAccount: trainingAccount,
        capacity: pool.spot ? 'spot' : pool.reservation ? 'reserved' : 'on-demand',
      });
  }
}
