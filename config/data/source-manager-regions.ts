/** Regions of Secure Source Manager: https://cloud.google.com/secure-source-manager/docs/locations (read 2026-11-24). */
export const SOURCE_MANAGER_REGIONS: readonly string[] = [
  'asia-east1',
  'asia-northeast1',
  'asia-northeast3',
  'australia-southeast1',
  'europe-west2',
  'europe-west4',
  'me-central2',
  'me-west1',
  'northamerica-northeast1',
  'us-central1',
];
