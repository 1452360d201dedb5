import { Token } from 'cdktf';
import { type Rule } from '../core/errors';
import { type PersistentPool, type PersistentResourceProps } from './persistent-resource-props';
import { SCHEMA_VERSION } from './persistent-resource-schema';

const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const NETWORK = /^projects\/\d+\/global\/networks\/[-a-z0-9]+$/;
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** What is wrong with the properties of a persistent resource. */
export const persistentResourceRules = (props: PersistentResourceProps): Rule[] => [
  versionRule(props.providerVersion),
  {
    broken: !Token.isUnresolved(props.resourceId) && !NAME.test(props.resourceId),
    problem: `resourceId "${props.resourceId}" is not a name of at most 63 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen`,
  },
  { broken: props.pools.length === 0, problem: 'pools has no entry: a persistent resource has at least one' },
  ...props.pools.flatMap(poolRules),
  {
    broken: props.peeredNetwork !== undefined && props.networkAttachment !== undefined,
    problem: 'peeredNetwork and networkAttachment are both given: machines reach a network by one of them',
  },
  {
    broken:
      !Token.isUnresolved(props.peeredNetwork) && !NETWORK.test(props.peeredNetwork ?? 'projects/1/global/networks/n'),
    problem: `peeredNetwork "${props.peeredNetwork}" is not one such as "projects/12345/global/networks/acme", with the number of the project`,
  },
  {
    broken: (props.reservedIpRanges ?? []).length > 0 && props.peeredNetwork === undefined,
    problem: 'reservedIpRanges are ranges of a peered network, and peeredNetwork is not given',
  },
  {
    broken: (props.dnsPeerings ?? []).length > 0 && props.networkAttachment === undefined,
    problem: 'dnsPeerings need networkAttachment',
  },
];

function versionRule(version: string): Rule {
  const least = SCHEMA_VERSION.split('.').map(Number);
  const given = VERSION.exec(version)?.slice(1).map(Number);
  const differs = given?.findIndex((number, index) => number !== least[index]) ?? -1;
  return {
    broken: given === undefined || (differs >= 0 && given[differs]! < least[differs]!),
    problem:
      `providerVersion "${version}": a release of the provider google from ${SCHEMA_VERSION} on is needed, as 6.50 has no ` +
      `google_vertex_ai_persistent_resource; say stack.addOverride('terraform.required_providers.google.version', ` +
      `'${SCHEMA_VERSION}') and providerVersion: '${SCHEMA_VERSION}'`,
  };
}

function poolRules(pool: PersistentPool, index: number): Rule[] {
  const { replicas, autoscaling, acceleratorType, acceleratorCount } = pool;
  const of = `pool ${pool.poolId ?? index + 1}`;
  const [least, most] = autoscaling ?? [1, 2];
  return [
    {
      broken: (acceleratorType === undefined) !== (acceleratorCount === undefined),
      problem: `${of}: acceleratorType and acceleratorCount go together`,
    },
    {
      broken: !(Number.isInteger(least) && Number.isInteger(most) && least >= 1 && least < most),
      problem: `${of}: autoscaling ${least} to ${most}: whole numbers are allowed, the first at least 1 and below the second`,
    },
    {
      broken: replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 1),
      problem: `${of}: replicas ${replicas}: a whole number of at least 1 is allowed`,
    },
    {
      broken: replicas !== undefined && autoscaling !== undefined && (replicas < least || replicas > most),
      problem: `${of}: replicas ${replicas} are not within autoscaling ${least} to ${most}`,
    },
  ];
}
