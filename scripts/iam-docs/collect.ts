import { type TemplateResource } from '../../testing';
import { type Grant, type Granted, type RolePermission } from './grant';
import { Holders } from './holders';
import { purposeOf } from './purpose';
import { Targets } from './targets';

/**
 * Everything that the resources of a platform grant, all stacks together: members, roles on what, and the permissions of
 * the roles that are made.
 */
export function collect(resources: readonly TemplateResource[]): Granted {
  const [holders, targets] = [new Holders(resources), new Targets(resources)];
  const grants = resources
    .filter(({ type }) => type.endsWith('_iam_member'))
    .map((resource): Grant => {
      const { member, role } = resource.properties as { member: string; role: string };
      return { holder: holders.of(member, resource), role: roleOf(role, targets), on: targets.of(resource) };
    });
  const permissions = resources
    .filter(({ type }) => type === 'google_project_iam_custom_role')
    .flatMap(({ properties }) => {
      const { role_id, permissions } = properties as { role_id: string; permissions: string[] };
      return permissions.map((permission): RolePermission => ({ role: purposeOf(role_id), permission }));
    });
  return { grants, permissions };
}

/** A predefined role by its name, one of the kit by what it is for. */
function roleOf(role: string, targets: Targets): string {
  if (role.startsWith('roles/')) return role;
  const id = /^projects\/[^/]+\/roles\/(.+)$/.exec(role)?.[1] ?? String(targets.referred(role)?.properties.role_id);
  return `custom role ${purposeOf(id)}`;
}
