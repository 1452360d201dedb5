import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { validate } from '../core/errors';
import { roleId } from '../core/principals';

export interface ProjectGrantsProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** As IAM writes it: `group:ds@acme.com`, `serviceAccount:...`. */
  readonly member: string;
  /** As `roles/bigquery.jobUser`, in any order; not owner, editor or viewer. */
  readonly roles: readonly string[];
}

const BASIC_ROLES = ['roles/owner', 'roles/editor', 'roles/viewer'];

/** Roles of one member on a project. Adds to what others granted, and takes nothing away. */
export class ProjectGrants extends Construct {
  /** @throws ValidationError for basic roles, and for roles whose name is not known at synthesis */
  constructor(scope: Construct, id: string, props: ProjectGrantsProps) {
    super(scope, id);
    const basic = props.roles.filter((role) => BASIC_ROLES.includes(role));
    validate(this, [
      {
        broken: basic.length > 0,
        problem: `${basic.join(', ')} reaches everything in the project: grant a narrower role`,
      },
      {
        broken: props.roles.some((role) => Token.isUnresolved(role)),
        problem: 'a role is known at deployment only, and its name is part of the address: use CustomRole.grant',
      },
    ]);
    for (const role of new Set(props.roles)) {
      new ProjectIamMember(this, roleId(role), { project: props.project, role, member: props.member });
    }
  }
}
