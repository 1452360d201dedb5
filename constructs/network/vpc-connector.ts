import { Construct } from 'constructs';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { VpcAccessConnector } from '@cdktf/provider-google/lib/vpc-access-connector';
import { validate } from '../core/errors';
import { type Naming, validateName } from '../core/naming/naming';
import { type INetwork } from './network';

/** The way of functions into a network. */
export interface IVpcConnector {
  /** `projects/P/locations/R/connectors/C` */
  readonly connectorId: string;
}

export interface VpcConnectorProps {
  /** Google Cloud project id. Changing it replaces the connector. */
  readonly project: string;
  /** Changing it replaces the connector. */
  readonly region: string;
  /** Names of the environment. */
  readonly naming: Naming;
  /** What it is for, one word: names connector and subnet. Changing it replaces both. */
  readonly purpose: string;
  /** The network that functions get into. Its project has to be the same. Changing it replaces the connector. */
  readonly network: INetwork;
  /** A /28 that nothing else in the network uses, for a subnet of its own. Changing it replaces both. */
  readonly range: string;
}

const RANGE = /^\d{1,3}(\.\d{1,3}){3}\/28$/;

/** A Serverless VPC Access connector, two or three small machines on a subnet of their own. They cost while idle. */
export class VpcConnector extends Construct implements IVpcConnector {
  readonly connectorId: string;

  /** @throws ValidationError when the range is no /28 */
  constructor(scope: Construct, id: string, props: VpcConnectorProps) {
    super(scope, id);
    const { project, region, naming, purpose } = props;
    validate(this, [
      { broken: !RANGE.test(props.range), problem: `range "${props.range}" is not valid: a /28 as "10.8.0.0/28"` },
    ]);
    const connectorName = naming.name('vpcConnector', purpose);
    validateName(this, 'vpcConnector', connectorName);
    const subnetwork = new ComputeSubnetwork(this, 'Subnetwork', {
      name: naming.name('subnetwork', purpose),
      project,
      region,
      network: props.network.networkId,
      ipCidrRange: props.range,
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: 'INTERVAL_10_MIN', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
    });
    const connector = new VpcAccessConnector(this, 'Resource', {
      name: connectorName,
      project,
      region,
      subnet: { name: subnetwork.name, projectId: project },
      machineType: 'e2-micro',
      minInstances: 2,
      maxInstances: 3,
    });
    this.connectorId = connector.id;
  }

  /** A connector that is managed elsewhere. */
  static fromConnectorId(connectorId: string): IVpcConnector {
    return { connectorId };
  }
}
