import { type Construct } from 'constructs';
import { Capability, type CapabilityInfo } from '../core/capability';
import { ProjectServices } from '../project/project-services';
import { Bucket } from '../storage/bucket';

export interface StateStoreProps {
  /** Changing it loses track of everything deployed, unless the state is moved first. */
  readonly bucketName: string;
  /** Google Cloud project id. Changing it replaces the bucket. */
  readonly project: string;
  /** Region. */
  readonly location: string;
}

/** Days that old versions of a state are kept: long enough to notice that one is wrong. */
const KEEP_VERSIONS_DAYS = 365;

/** The bucket for Terraform state: versioned, private, protected. */
export class StateStore extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'state-store',
    title: 'State store',
    sinceLevel: 0,
    makes: 'the bucket that holds the Terraform state of all other stacks',
    services: ['storage.googleapis.com'],
  };

  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: StateStoreProps) {
    super(scope, id, StateStore.INFO);
    new ProjectServices(this, 'Services', { project: props.project, services: StateStore.INFO.services });
    this.bucket = new Bucket(this, 'Bucket', { ...props, keepVersionsDays: KEEP_VERSIONS_DAYS });
  }
}
