import { type Estate, type Resource } from './estate';

/** A grant, of whatever resource. */
export interface Grant {
  readonly address: string;
  readonly resource: Resource;
  readonly role: string;
  /** `user:...`, `group:...`, `serviceAccount:...`, `principalSet:...` */
  readonly member: string;
}

const EMAIL = /[\w.-]+@[\w.-]+\.gserviceaccount\.com|<[^>]*google_service_account\.[^>]*>/;

/** The service account in a text, by its address or email; undefined when there is none. */
export const accountIn = (text: string): string | undefined => EMAIL.exec(text)?.[0];

/** All grants of a kind of resource, one for each member. */
export function grantsOn(estate: Estate, kind: RegExp): Grant[] {
  return estate.of(new RegExp(`^google_(${kind.source})_iam_(member|binding)$`)).flatMap((resource) => {
    const { members } = resource.values;
    const all = Array.isArray(members)
      ? members.map((member) => estate.resolved(String(member), resource.scope))
      : [estate.text(resource, 'member')];
    const role = estate.text(resource, 'role');
    return all.map((member) => ({ address: resource.address, resource, role, member }));
  });
}

const RUNS_PIPELINES = /^roles\/(aiplatform\.(user|admin|customCodeServiceAgent)|ml\.(developer|admin)|editor|owner)$/;

/** Accounts that may start jobs of Vertex AI. */
export const vertexAccounts = (estate: Estate): Set<string> =>
  new Set(
    grantsOn(estate, /project/)
      .filter(({ role }) => RUNS_PIPELINES.test(role))
      .flatMap(({ member }) => accountIn(member) ?? []),
  );

/** Grants that let one account act as another. */
export function actingGrants(estate: Estate): (Grant & { readonly as: string })[] {
  return grantsOn(estate, /service_account/).flatMap((grant) => {
    const as = accountIn(estate.text(grant.resource, 'service_account_id'));
    return as === undefined ? [] : [{ ...grant, as }];
  });
}

/** Grants of which a plan does not know yet whom they let act as another. */
export const openGrants = (estate: Estate) =>
  actingGrants(estate).filter(({ member }) => /^[$<]/.test(member) && accountIn(member) === undefined);
