import { broken } from './case';

const serviceAccount = 'projects/p/serviceAccounts/ci@p.iam.gserviceaccount.com';
const pool = { name: 'projects/p/locations/l/workerPools/w' };

export const WHOLE_BUILD = [
  broken(
    'an account and nothing about logs',
    { serviceAccount },
    'options.logging: none with a serviceAccount and no logsBucket; give CLOUD_LOGGING_ONLY, NONE, or a logsBucket',
  ),
  ...['GCS_ONLY', 'LEGACY'].map((logging) =>
    broken(
      `an account and ${logging} without a bucket`,
      { serviceAccount, options: { logging } },
      `options.logging: ${logging} with a serviceAccount and no logsBucket; give CLOUD_LOGGING_ONLY, NONE, or a logsBucket`,
    ),
  ),
  broken(
    'the address of an account',
    { serviceAccount: 'ci@p.iam.gserviceaccount.com', options: { logging: 'NONE' } },
    `serviceAccount: "ci@p.iam.gserviceaccount.com" is not of the form projects/P/serviceAccounts/EMAIL; did you mean "${serviceAccount}"?`,
  ),
  broken(
    'a bucket to which nothing is written',
    { logsBucket: 'gs://logs', options: { logging: 'CLOUD_LOGGING_ONLY' } },
    'logsBucket: nothing is written to it with options.logging CLOUD_LOGGING_ONLY; leave one of the two out',
  ),
  broken(
    'a bucket and one that Google makes',
    { logsBucket: 'gs://logs', options: { defaultLogsBucketBehavior: 'REGIONAL_USER_OWNED_BUCKET' } },
    'options.defaultLogsBucketBehavior: is for builds without a logsBucket; leave one of the two out',
  ),
  broken(
    'a bucket by its URL',
    { logsBucket: 'https://logs' },
    'logsBucket: "https://logs" is not of the form gs://BUCKET',
  ),
  broken(
    'a pool by its name alone',
    { options: { pool: { name: 'w' } } },
    'options.pool.name: "w" is not of the form projects/P/locations/L/workerPools/W',
  ),
  broken(
    'a pool in two forms',
    { options: { pool, workerPool: pool.name } },
    'options.workerPool: is the older form of options.pool.name; leave it out',
  ),
  broken('a large disk', { options: { diskSizeGb: 4001 } }, 'options.diskSizeGb: 4001 is not from 1 to 4000'),
  broken('no disk', { options: { diskSizeGb: 0 } }, 'options.diskSizeGb: 0 is not from 1 to 4000'),
  broken(
    'a topic by its name alone',
    { options: { pubsubTopic: 'builds' } },
    'options.pubsubTopic: "builds" is not of the form projects/P/topics/T',
  ),
];
