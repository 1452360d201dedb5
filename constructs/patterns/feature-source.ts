import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { grantOnDataset, type IDataset } from '../bigquery/dataset';

/** Time in which a grant comes into force: a view that is made earlier fails to sync. */
const GRANT_PROPAGATION = '60s';

/** A dataset that Vertex AI may read, once it really may. */
export class FeatureSourceAccess extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: { readonly dataset: IDataset; readonly agent: string }) {
    super(scope, id);
    const grant = grantOnDataset(this, 'Grant', props.dataset, 'roles/bigquery.dataViewer', props.agent);
    this.ready = [new Sleep(this, 'Ready', { createDuration: GRANT_PROPAGATION, dependsOn: [grant] })];
  }
}
