import { type TemplateResource } from '../../testing';
import { purposeOf } from './purpose';

/** How the resource that a role is granted on is called, and the argument of the grant that names it. */
const KINDS: Readonly<Record<string, readonly [kind: string, argument: string]>> = {
  google_artifact_registry_repository_iam_member: ['repository', 'repository'],
  google_billing_account_iam_member: ['billing account', ''],
  google_bigquery_dataset_iam_member: ['dataset', 'dataset_id'],
  google_bigquery_table_iam_member: ['table', 'table_id'],
  google_cloud_run_service_iam_member: ['function', 'service'],
  google_kms_crypto_key_iam_member: ['key', 'crypto_key_id'],
  google_privateca_ca_pool_iam_member: ['certificate authority pool', 'ca_pool'],
  google_project_iam_member: ['project', ''],
  google_pubsub_subscription_iam_member: ['subscription', 'subscription'],
  google_pubsub_topic_iam_member: ['topic', 'topic'],
  google_secret_manager_secret_iam_member: ['the secret that is named', ''],
  google_secure_source_manager_instance_iam_member: ['source instance', ''],
  google_secure_source_manager_repository_iam_member: ['source repository', ''],
  google_service_account_iam_member: ['account', 'service_account_id'],
  google_storage_bucket_iam_member: ['bucket', 'bucket'],
  google_vertex_ai_endpoint_iam_member: ['endpoint of the model', ''],
  google_vertex_ai_feature_online_store_iam_member: ['online store', ''],
  google_workbench_instance_iam_member: ['workbench', ''],
};

/** Arguments that hold the physical name of a resource, the first that it has. */
const NAMES = ['account_id', 'table_id', 'dataset_id', 'repository_id', 'role_id', 'name'];

/** Named within something else, so by their purpose alone. */
const PURPOSE_IS_NAME = ['google_kms_crypto_key', 'google_bigquery_table'];

/** What a role is granted on, in general words. */
export class Targets {
  private readonly byAddress: ReadonlyMap<string, TemplateResource>;
  private readonly projects: ReadonlySet<string>;

  constructor(resources: readonly TemplateResource[]) {
    // Stacks of several environments have the same addresses, which stand for the same purpose.
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    this.projects = new Set(resources.flatMap(({ properties: { project } }) => (project ? [String(project)] : [])));
  }

  /** @throws Error for a kind of grant that this page has no words for yet */
  of(grant: TemplateResource): string {
    const known = KINDS[grant.type];
    if (!known) throw new Error(`scripts/iam-docs/targets.ts has no words for ${grant.type} (${grant.path})`);
    const [kind, argument] = known;
    const condition = (grant.properties as { condition?: { description: string } }).condition;
    const name = argument === '' ? kind : `${kind} ${this.purpose(String(grant.properties[argument]))}`;
    return condition ? `${name}, if a condition holds` : name;
  }

  /** The resource that an expression refers to. */
  referred(expression: string): TemplateResource | undefined {
    const address = /\$\{((?:data\.)?[a-z_0-9]+\.[\w-]+)\./.exec(expression)?.[1];
    return address === undefined ? undefined : this.byAddress.get(address);
  }

  private purpose(value: string): string {
    const referred = this.referred(value);
    // An account is named by its e-mail address.
    if (!referred) return purposeOf(value.split('/').at(-1)!.split('@')[0]!, this.projects);
    const properties = referred.properties as Record<string, string>;
    const name = String(NAMES.map((argument) => properties[argument]).find((found) => found !== undefined));
    return PURPOSE_IS_NAME.includes(referred.type) ? name : purposeOf(name, this.projects);
  }
}
