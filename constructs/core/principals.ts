/**
 * A construct id for a grant to somebody. Made from the principal itself, so that the order of a list of people never
 * moves an address.
 */
export const principalId = (principal: string): string => principal.replaceAll('/', '_');

/** A construct id for a grant of a role: `roles/bigquery.jobUser` becomes `bigquery.jobUser`. */
export const roleId = (role: string): string => role.replace(/^roles\//, '').replaceAll('/', '_');
