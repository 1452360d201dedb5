import { type ITerraformDependable } from 'cdktf';
import { type Construct } from 'constructs';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { type INetwork } from '../network/network';
import { CaPool } from '../privateca/ca-pool';
import { type ProjectServices } from '../project/project-services';
import { SourceEndpoint } from '../source/source-endpoint';
import { SourceInstance } from '../source/source-instance';
import { SourceRepository } from '../source/source-repository';

export interface HostedSourceProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** Who pushes: IAM members, by a construct id for each. */
  readonly writers: Readonly<Record<string, string>>;
  /** The enabled APIs, `hostedServices(environment)` among them. */
  readonly services: ProjectServices;
  /** The network that reaches an instance without public endpoint. */
  readonly network: INetwork;
  /** @default - a key of Google */
  readonly encryptionKey?: EncryptionKey;
}

const SOURCE_MANAGER = 'securesourcemanager.googleapis.com';
const ENDPOINT_SERVICES = ['compute.googleapis.com', 'dns.googleapis.com'];

/** Google APIs of a repository in Secure Source Manager. */
export function hostedServices(environment: Pick<Environment, 'private'>, caPool?: string): string[] {
  return [
    SOURCE_MANAGER,
    'cloudresourcemanager.googleapis.com',
    ...(environment.private || caPool !== undefined ? ENDPOINT_SERVICES : []),
    ...(environment.private && caPool === undefined ? ['privateca.googleapis.com'] : []),
  ];
}

/** A repository on a Secure Source Manager instance of its own; without public endpoint where the environment is private. */
export function hostedRepository(scope: Construct, props: HostedSourceProps, caPool?: string): SourceRepository {
  const { project, region: location, naming, protect } = props.environment;
  const instance = newInstance(scope, props, caPool);
  const repository = new SourceRepository(scope, 'Repository', {
    repositoryId: naming.name('sourceRepository', 'code'),
    project,
    location,
    instance,
    description: 'Pipelines, components and configuration',
    protect,
  });
  for (const [writer, member] of Object.entries(props.writers)) {
    instance.grantAccess(writer, member);
    repository.grantReadWrite(writer, member);
  }
  return repository;
}

function newInstance(scope: Construct, props: HostedSourceProps, givenPool?: string): SourceInstance {
  const { environment, network, encryptionKey } = props;
  const { project, region, naming, protect } = environment;
  const madePool = environment.private && givenPool === undefined ? newCaPool(scope, environment) : undefined;
  const caPool = givenPool ?? madePool?.caPoolName;
  const instance = new SourceInstance(scope, 'Instance', {
    instanceId: naming.name('sourceInstance', 'source'),
    project,
    location: region,
    protect,
    caPool,
    encryptionKey,
    createAfter: madePool && poolReady(scope, props.services, madePool),
  });
  if (caPool !== undefined) new SourceEndpoint(scope, 'Endpoint', { project, region, naming, network, instance });
  return instance;
}

function newCaPool(scope: Construct, { project, region, naming, protect }: Environment): CaPool {
  return new CaPool(scope, 'CaPool', {
    caPoolId: naming.name('caPool', 'source'),
    certificateAuthorityId: naming.name('certificateAuthority', 'source'),
    project,
    location: region,
    organization: naming.displayName('source'),
    protect,
  });
}

/** Time in which a grant on a pool comes into force. */
const POOL_GRANT_PROPAGATION = '120s';

/** The service agent asks the pool for certificates: it has to be let in, and the pool able to issue. */
function poolReady(scope: Construct, services: ProjectServices, pool: CaPool): ITerraformDependable[] {
  const grant = pool.grantRequest('source', services.agentMember(SOURCE_MANAGER));
  return [
    new Sleep(scope, 'PoolReady', { createDuration: POOL_GRANT_PROPAGATION, dependsOn: [pool.authority, grant] }),
  ];
}
