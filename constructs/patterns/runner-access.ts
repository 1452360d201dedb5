import { type Repository } from '../artifact-registry/repository';
import { type Dataset } from '../bigquery/dataset';
import { type ServiceAccount } from '../iam/service-account';
import { type Bucket } from '../storage/bucket';

/** Buckets and datasets that a workload is let at. */
export interface DataAccess {
  readonly buckets: readonly Bucket[];
  readonly datasets: readonly Dataset[];
}

/** What pipelines reach. */
export interface RunnerAccess {
  /** What pipelines read. */
  readonly reads: DataAccess;
  /** What pipelines write, besides the bucket of their own. */
  readonly writes: DataAccess;
  /** Repositories that steps get packages and images from. */
  readonly repositories: readonly Repository[];
  /** The account that pipelines start training jobs as. */
  readonly trainingAccount: ServiceAccount;
}

/** What pipelines do on the project; what data they reach is granted on the stores. */
export const RUNNER_ROLES = [
  'roles/aiplatform.user',
  'roles/bigquery.jobUser',
  'roles/logging.logWriter',
  // How a model that is rolled out does: errors and latency of its endpoint.
  'roles/monitoring.viewer',
];

/** @param bucket the one of the pipelines themselves */
export function grantToRunner(runner: string, bucket: Bucket, access: RunnerAccess): void {
  const { reads, writes, repositories, trainingAccount } = access;
  bucket.grantReadWrite('runner', runner);
  bucket.grantDescribe('runner', runner);
  for (const store of [...reads.buckets, ...reads.datasets]) store.grantRead('runner', runner);
  for (const store of [...writes.buckets, ...writes.datasets]) store.grantReadWrite('runner', runner);
  for (const repository of repositories) repository.grantRead('runner', runner);
  trainingAccount.grantUse('runner', runner);
}
