import { Construct } from 'constructs';
import { DataGoogleBigqueryDefaultServiceAccount } from '@cdktf/provider-google/lib/data-google-bigquery-default-service-account';
import { DataGoogleLoggingProjectCmekSettings } from '@cdktf/provider-google/lib/data-google-logging-project-cmek-settings';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { DataGoogleStorageProjectServiceAccount } from '@cdktf/provider-google/lib/data-google-storage-project-service-account';
import { type EncryptionKey } from '../core/encryption';
import { type ProjectServices } from '../project/project-services';
import { KeyRing } from './key-ring';

export interface PlatformKeysProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** Region of keys and of what they encrypt. */
  readonly location: string;
  /** Never given out again by Google. */
  readonly keyRingId: string;
  /** What enables the APIs, and knows their agents. */
  readonly services: ProjectServices;
}

/** What is encrypted with a key of its own. */
export type KeyPurpose =
  | 'storage'
  | 'bigquery'
  | 'vertexai'
  | 'artifacts'
  | 'workbench'
  | 'logging'
  | 'source'
  | 'pubsub'
  | 'functions'
  | 'gke';

const SOURCE_MANAGER = 'securesourcemanager.googleapis.com';
const PUBSUB = 'pubsub.googleapis.com';
const GKE = 'container.googleapis.com';
const FUNCTIONS = 'cloudfunctions.googleapis.com';
/**
 * Everybody who handles a function's source, image or instance, besides Cloud Storage; Eventarc also where no event
 * triggers it: https://cloud.google.com/functions/docs/securing/cmek
 */
const FUNCTION_AGENTS = {
  functions: FUNCTIONS,
  run: 'run.googleapis.com',
  artifacts: 'artifactregistry.googleapis.com',
  eventarc: 'eventarc.googleapis.com',
} as const;

/**
 * One key for each service that keeps data, each for the agents of that service alone. Agents as in
 * https://cloud.google.com/kms/docs/compatible-services.
 */
export class PlatformKeys extends Construct {
  /** APIs whose agents get a key, and the one that keeps them. */
  static readonly SERVICES = [
    'aiplatform.googleapis.com',
    'artifactregistry.googleapis.com',
    'bigquery.googleapis.com',
    'cloudkms.googleapis.com',
    'cloudresourcemanager.googleapis.com',
    'compute.googleapis.com',
    'logging.googleapis.com',
    'notebooks.googleapis.com',
    'storage.googleapis.com',
  ];

  private readonly keys: Partial<Record<KeyPurpose, EncryptionKey>>;

  /** APIs that have to be enabled for the keys of a platform that uses these. */
  static servicesFor(used: readonly string[]): readonly string[] {
    return used.includes(FUNCTIONS) ? [...PlatformKeys.SERVICES, ...Object.values(FUNCTION_AGENTS)] : this.SERVICES;
  }

  constructor(scope: Construct, id: string, props: PlatformKeysProps) {
    super(scope, id);
    const { project, location, keyRingId, services } = props;
    const ring = new KeyRing(this, 'Ring', { project, location, keyRingId });
    // The agent of Compute Engine appears when its API is enabled, so the number that names it is read after that.
    const compute = services.ready('compute.googleapis.com');
    const number = new DataGoogleProject(this, 'Project', { projectId: project, dependsOn: [compute] }).number;
    const storageAgent = new DataGoogleStorageProjectServiceAccount(this, 'StorageAgent', { project });
    const bigqueryAgent = new DataGoogleBigqueryDefaultServiceAccount(this, 'BigqueryAgent', { project });
    const loggingAgent = new DataGoogleLoggingProjectCmekSettings(this, 'LoggingAgent', { project });
    const computeAgent = `serviceAccount:service-${number}@compute-system.iam.gserviceaccount.com`;
    const storage = `serviceAccount:${storageAgent.emailAddress}`;
    const workbench = ring.addKey('workbench', {
      compute: computeAgent,
      notebooks: services.agentMember('notebooks.googleapis.com'),
    });
    this.keys = {
      storage: ring.addKey('storage', { agent: storage }),
      bigquery: ring.addKey('bigquery', { agent: `serviceAccount:${bigqueryAgent.email}` }),
      vertexai: ring.addKey('vertexai', { agent: services.agentMember('aiplatform.googleapis.com') }),
      artifacts: ring.addKey('artifacts', { agent: services.agentMember('artifactregistry.googleapis.com') }),
      workbench,
      logging: ring.addKey('logging', { agent: `serviceAccount:${loggingAgent.serviceAccountId}` }),
      ...(services.has(SOURCE_MANAGER) && {
        source: ring.addKey('source', { agent: services.agentMember(SOURCE_MANAGER) }),
      }),
      ...(services.has(PUBSUB) && { pubsub: ring.addKey('pubsub', { agent: services.agentMember(PUBSUB) }) }),
      // Machines are machines: Compute Engine has the key of disks already, GKE gets it for secrets:
      // https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek
      ...(services.has(GKE) && {
        gke: ring.shareKey('workbench-gke', workbench, { agent: services.agentMember(GKE) }),
      }),
      ...(services.has(FUNCTIONS) && {
        functions: ring.addKey('functions', { storage, ...agentsOf(services, FUNCTION_AGENTS) }),
      }),
    };
  }

  /** The key of a purpose; undefined when the service is not in use. */
  get(purpose: KeyPurpose): EncryptionKey | undefined {
    return this.keys[purpose];
  }
}

const agentsOf = (services: ProjectServices, apis: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(apis).map(([name, api]) => [name, services.agentMember(api)]));
