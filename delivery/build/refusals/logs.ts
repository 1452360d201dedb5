import { type Build } from '../build';
import { isOpen, type Refusal, shown } from './places';

/**
 * Where logs go. With an account of its own a build has to say it: Google's default bucket is not for it.
 * https://cloud.google.com/build/docs/securing-builds/configure-user-specified-service-accounts#setting_up_build_logs
 */
export const logProblems: Refusal = (build) => [...problems(build)];

const WITHOUT_BUCKET = ['CLOUD_LOGGING_ONLY', 'STACKDRIVER_ONLY', 'NONE'];

function* problems({ serviceAccount, logsBucket, options = {} }: Build): Iterable<string> {
  const { logging = 'LEGACY', defaultLogsBucketBehavior } = options;
  const hasBucket = logsBucket !== undefined || defaultLogsBucketBehavior === 'REGIONAL_USER_OWNED_BUCKET';
  if (serviceAccount !== undefined) yield* accountProblems(serviceAccount);
  if (serviceAccount !== undefined && !hasBucket && !WITHOUT_BUCKET.includes(logging))
    yield `options.logging: ${options.logging ?? 'none'} with a serviceAccount and no logsBucket; give CLOUD_LOGGING_ONLY, NONE, or a logsBucket`;
  if (logsBucket === undefined) return;
  if (!isOpen(logsBucket) && !/^gs:\/\/[a-z0-9][a-z0-9._-]{1,220}[a-z0-9](\/.*)?$/.test(logsBucket))
    yield `logsBucket: ${shown(logsBucket)} is not of the form gs://BUCKET`;
  if (WITHOUT_BUCKET.includes(logging))
    yield `logsBucket: nothing is written to it with options.logging ${logging}; leave one of the two out`;
  if (defaultLogsBucketBehavior !== undefined)
    yield 'options.defaultLogsBucketBehavior: is for builds without a logsBucket; leave one of the two out';
}

function* accountProblems(account: string): Iterable<string> {
  if (isOpen(account) || /^projects\/[^/\s]+\/serviceAccounts\/[^/\s]+$/.test(account)) return;
  const project = /^[^@\s/]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/.exec(account)?.[1];
  const fix = project ? `; did you mean "projects/${project}/serviceAccounts/${account}"?` : '';
  yield `serviceAccount: ${shown(account)} is not of the form projects/P/serviceAccounts/EMAIL${fix}`;
}
