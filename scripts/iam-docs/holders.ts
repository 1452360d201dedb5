import { type TemplateResource } from '../../testing';
import { purposeOf } from './purpose';

/** Data sources that know the agent of a service. */
const AGENTS: readonly (readonly [RegExp, string])[] = [
  [/data\.google_storage_project_service_account\./, 'agent storage'],
  [/data\.google_bigquery_default_service_account\./, 'agent bigquery'],
  [/data\.google_logging_project_(cmek_)?settings\./, 'agent logging'],
  [/@compute-system\./, 'agent compute'],
  [/@gcp-sa-aiplatform\./, 'agent aiplatform'],
  [/@gcp-sa-cloudbuild\./, 'agent cloudbuild'],
  [/@gcp-sa-sourcemanager\./, 'agent securesourcemanager'],
  [/\.svc\.id\.goog\[/, 'pods that train'],
  [/^principalSet:.*\/type\/ServiceAgent$/, 'all agents of an environment'],
  [/^principalSet:.*\/attribute\.access\//, 'jobs of the Git host'],
  [/^group:cloud-storage-analytics@google\.com$/, 'agent storage-analytics'],
];

/** Who is behind a member, in general words. */
export class Holders {
  /** Accounts of all stacks, by address and by the address of their e-mail. */
  private readonly accounts = new Map<string, string>();

  constructor(resources: readonly TemplateResource[]) {
    for (const { type, stack, address, properties } of resources) {
      if (type !== 'google_service_account') continue;
      const { account_id, project } = properties as { account_id: string; project: string };
      const holder = `account ${purposeOf(account_id)}`;
      this.accounts.set(`${stack}/${address}`, holder);
      this.accounts.set(`serviceAccount:${account_id}@${project}.iam.gserviceaccount.com`, holder);
    }
  }

  /** @param grant what the member is named in */
  of(member: string, grant: TemplateResource): string {
    const address = /(google_service_account\.[\w-]+)\.(?:member|email)/.exec(member)?.[1];
    const account = this.accounts.get(address ? `${grant.stack}/${address}` : member);
    if (account) return account;
    const service = /(?:time_sleep|google_project_service_identity)\.\w*Services_(\w+)_(?:Ready|Agent)_/.exec(
      member,
    )?.[1];
    if (service) return `agent ${service}`;
    return AGENTS.find(([pattern]) => pattern.test(member))?.[1] ?? peopleOf(grant);
  }
}

/** People and programs of others: what tells them apart is where they are named. */
function peopleOf({ path = '' }: TemplateResource): string {
  if (/\/Access-[^/]+\/[^/]+$/.test(path) && path.includes('/Foundation/')) return 'whoever `access` names';
  if (path.includes('/Workbench-')) return 'users of a workbench';
  if (path.includes('/Predict-')) return 'callers of a model';
  if (path.includes('/Approver-')) return 'approvers';
  return 'people';
}
