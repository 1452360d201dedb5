import { Construct } from 'constructs';
import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { validateName } from '../core/naming/naming';

export interface WorkloadIdentityPoolProps {
  /** Stays taken for 30 days after deletion. Changing it replaces the pool, and every identity in it. */
  readonly poolId: string;
  /** Google Cloud project id. Changing it replaces the pool. */
  readonly project: string;
  /** What the console calls it, at most 32 characters. */
  readonly displayName: string;
  /** Whose identities it holds, at most 256 characters. */
  readonly description: string;
}

/** Identities of workloads outside Google Cloud, which need no keys. What it trusts is said by its providers. */
export class WorkloadIdentityPool extends Construct {
  readonly poolId: string;
  readonly project: string;
  /** `projects/NUMBER/locations/global/workloadIdentityPools/P` */
  readonly poolName: string;

  constructor(scope: Construct, id: string, props: WorkloadIdentityPoolProps) {
    super(scope, id);
    validateName(this, 'identityPool', props.poolId);
    const pool = new IamWorkloadIdentityPool(this, 'Resource', {
      workloadIdentityPoolId: props.poolId,
      project: props.project,
      displayName: props.displayName,
      description: props.description,
    });
    this.poolId = pool.workloadIdentityPoolId;
    this.project = props.project;
    this.poolName = pool.name;
  }

  /** IAM member: all identities of the pool for which a provider found this value. */
  membersWith(attribute: string, value: string): string {
    return `principalSet://iam.googleapis.com/${this.poolName}/attribute.${attribute}/${value}`;
  }
}
